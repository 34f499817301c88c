package dev.coupon.service.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Expiry;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignDraftTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	/** What an operator wrote; each test changes what it is about. */
	private static final class Written {

		private @Nullable String id = "black-friday";

		private @Nullable String name;

		private @Nullable String startsAt = "2026-11-27T10:00:00+01:00";

		private @Nullable String endsAt = "2026-11-29";

		private @Nullable Long maxCoupons = 1000L;

		private @Nullable Long perUserLimit;

		private @Nullable String timeZone;

		private @Nullable CodeFormatDraft codeFormat;

		private @Nullable String couponsExpireAt;

		private @Nullable String couponValidFor;

		private @Nullable Map<String, String> metadata;

		Campaign campaign() {
			return new CampaignDraft(id, name, startsAt, endsAt, maxCoupons, perUserLimit, timeZone, codeFormat,
					couponsExpireAt, couponValidFor, null, new RhythmDraft(null, null), metadata)
				.toCampaign(BERLIN, () -> "generated");
		}

		List<Fault> faults() {
			return Objects.requireNonNull(catchThrowableOfType(InvalidRequestException.class, this::campaign)).faults();
		}

		List<String> pointers() {
			return faults().stream().map(Fault::pointer).toList();
		}

	}

	private final Written written = new Written();

	@ParameterizedTest
	@CsvSource({ "2026-11-27T10:00:00+01:00, 2026-11-27T09:00:00Z", "2026-11-27t09:00:00z, 2026-11-27T09:00:00Z",
			"2026-11-27 10:00:00+01:00, 2026-11-27T09:00:00Z",
			"2026-11-27T10:00:00.1234567+01:00, 2026-11-27T09:00:00.123Z", "2026-11-27T10:00, 2026-11-27T09:00:00Z",
			"2026-11-27 10:00:00, 2026-11-27T09:00:00Z", "2026-11-27, 2026-11-26T23:00:00Z",
			"20261127, 2026-11-26T23:00:00Z", "2026/11/27, 2026-11-26T23:00:00Z", "2026.11.27, 2026-11-26T23:00:00Z",
			"2024-02-29, 2024-02-28T23:00:00Z" })
	void readsDatesInManyForms(String text, Instant start) {
		written.startsAt = text;

		assertThat(written.campaign().period().startsAt()).isEqualTo(start);
	}

	@Test
	void countsAllOfAnEndThatIsADateAlone() {
		written.endsAt = "2026-11-29";
		written.couponsExpireAt = "2026-12-31";

		assertThat(written.campaign().period().endsAt()).isEqualTo("2026-11-29T23:00:00Z");
		assertThat(written.campaign().expiry()).isEqualTo(new Expiry.At(Instant.parse("2026-12-31T23:00:00Z")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "99991231", "9999-12-31" })
	void takesTheLastDayThereIsForAnEnd(String lastDay) {
		written.timeZone = "America/New_York";
		written.endsAt = lastDay;

		assertThat(written.campaign().period().endsAt()).isEqualTo("9999-12-31T23:59:59.999Z");
	}

	@Test
	void takesASingleDayFromItsBeginningToItsEnd() {
		written.startsAt = "2026-11-27";
		written.endsAt = "2026-11-27";

		assertThat(written.campaign().period().startsAt()).isEqualTo("2026-11-26T23:00:00Z");
		assertThat(written.campaign().period().endsAt()).isEqualTo("2026-11-27T23:00:00Z");
	}

	@Test
	void meansDatesInTheZoneTheCampaignNames() {
		written.startsAt = "2026-11-27T10:00:00";
		written.timeZone = "Asia/Seoul";

		assertThat(written.campaign().period().startsAt()).isEqualTo("2026-11-27T01:00:00Z");
		assertThat(written.campaign().timeZone()).isEqualTo(ZoneId.of("Asia/Seoul"));
	}

	@ParameterizedTest
	@CsvSource({ "Europe/Berlin, 2026-03-29T02:30:00, 2026-03-29T01:30:00Z",
			"America/Santiago, 2026-09-06, 2026-09-06T04:00:00Z",
			"Europe/Berlin, 2026-10-25T02:30:00, 2026-10-25T00:30:00Z" })
	void movesForwardWhatTheClocksSkip(String zone, String text, Instant start) {
		written.timeZone = zone;
		written.startsAt = text;

		assertThat(written.campaign().period().startsAt()).isEqualTo(start);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-02-30", "2025-02-29", "2026-13-01", "2026-00-01", "2026-04-31T10:00:00Z", "20260230",
			"2026/02/30", "2026.02.30", "2026-11-27T24:00:00Z", "2026-11-27T10:60:00Z", "2026-11-27T10:00:60Z",
			"0000-01-01", "10000-01-01", "+12026-11-27", "-2026-11-27", "26-11-27", "2026-1-1", "27.11.2026",
			"11/27/2026", "2026-11-27T", "T10:00:00Z", "tomorrow", "", " ", "1795771200", "2026-11-27T10:00:00+25:00",
			"2026-11-27T10:00:00[Europe/Berlin]", "2026-11-2７", "2026-W48-5", "2026-331" })
	void refusesWhatIsNoDate(String text) {
		written.startsAt = text;

		assertThat(written.pointers()).containsExactly("/startsAt");
	}

	@Test
	void refusesAnEndThatIsNotAfterTheStart() {
		written.startsAt = "2026-11-27T10:00:00Z";
		written.endsAt = "2026-11-27T10:00:00Z";
		assertThat(written.faults())
			.containsExactly(new Fault("/endsAt", "must be after startsAt, which is 2026-11-27T10:00:00Z"));

		written.endsAt = "2026-11-26";
		assertThat(written.pointers()).containsExactly("/endsAt");
	}

	@Test
	void acceptsAPeriodInThePast() {
		written.startsAt = "2001-01-01";
		written.endsAt = "2001-01-02";

		assertThat(written.campaign().period().endsAt()).isBefore("2001-01-03T00:00:00Z");
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1, Long.MIN_VALUE, 100_000_001, Long.MAX_VALUE })
	void refusesCountsOutOfRange(long count) {
		written.maxCoupons = count;
		written.perUserLimit = count;

		assertThat(written.pointers()).containsExactly("/maxCoupons", "/perUserLimit");
	}

	@Test
	void generatesAnIdWhereThereIsNone() {
		written.id = null;

		assertThat(written.campaign().id()).isEqualTo("generated");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-a", ".a", "a b", "a/b", "ä", "a\n",
			"12345678901234567890123456789012345678901234567890123456789012345" })
	void refusesIdsThatDoNotFitIntoAPath(String id) {
		written.id = id;

		assertThat(written.pointers()).containsExactly("/id");
	}

	@Test
	void lastsCouponsAsLongAsTheOperatorSays() {
		assertThat(written.campaign().expiry()).isEqualTo(new Expiry.WithCampaign());
		written.couponValidFor = "P1DT12H";
		assertThat(written.campaign().expiry()).isEqualTo(new Expiry.After(Duration.ofHours(36)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "P", "P1M", "P1Y", "P2W", "-P1D", "PT0S", "PT0.5S", "P36501D",
			"PT99999999999999999999S", "30 days" })
	void refusesDurationsThatMakeNoSense(String duration) {
		written.couponValidFor = duration;

		assertThat(written.pointers()).containsExactly("/couponValidFor");
	}

	@Test
	void refusesCouponsThatExpireBeforeTheCampaignEndsOrInTwoWays() {
		written.couponsExpireAt = "2026-11-28";
		assertThat(written.faults()).singleElement()
			.isEqualTo(new Fault("/endsAt", "must not be after couponsExpireAt, which is 2026-11-28T23:00:00Z"));

		written.couponsExpireAt = "2026-11-30";
		written.couponValidFor = "P1D";
		assertThat(written.pointers()).containsExactly("/couponValidFor");
	}

	@Test
	void refusesTextsThatAreTooLongOrUnprintable() {
		written.name = "x".repeat(201);
		written.metadata = Map.of("a/b~c", "line\nbreak", "half", "\ud800", "long", "x".repeat(501), "fine", "日本 ✓ 🎁");

		assertThat(written.pointers()).containsExactlyInAnyOrder("/name", "/metadata/a~1b~0c", "/metadata/half",
				"/metadata/long");
	}

	@Test
	void refusesTooMuchMetadata() {
		written.metadata = IntStream.range(0, 21).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
		assertThat(written.pointers()).containsExactly("/metadata");

		written.metadata = Collections.singletonMap("k".repeat(65), "v");
		assertThat(written.pointers()).containsExactly("/metadata");
	}

	@Test
	void namesEveryFaultAtOnce() {
		written.id = "no spaces";
		written.startsAt = null;
		written.endsAt = "2026-02-30";
		written.maxCoupons = null;
		written.perUserLimit = 0L;
		written.timeZone = "Mars/Olympus";
		written.codeFormat = new CodeFormatDraft("ROMAN", null, 65, "-", "a b", null, null);

		assertThat(written.pointers()).containsExactlyInAnyOrder("/id", "/startsAt", "/endsAt", "/maxCoupons",
				"/perUserLimit", "/timeZone", "/codeFormat/charset", "/codeFormat/length", "/codeFormat/prefix",
				"/codeFormat/suffix");
	}

}
