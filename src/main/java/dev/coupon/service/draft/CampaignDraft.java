package dev.coupon.service.draft;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Period;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.rhythm.Rhythm;
import dev.coupon.service.draft.InvalidRequestException.Faults;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as an operator wrote it: any part may be absent or wrong. All rules for a
 * valid campaign are here.
 *
 * @param id the id; generated if absent
 * @param name a name of up to 200 characters
 * @param startsAt the start, as a date that {@link CampaignDates} accepts
 * @param endsAt the end, as a date after the start; a date without a time means the whole
 * day
 * @param maxCoupons how many coupons may be issued, 1 to {@link Campaign#MAX_COUPONS};
 * may be absent where codes are imported
 * @param perUserLimit how many coupons one user may get, 1 to
 * {@link Campaign#MAX_COUPONS}; absent for no limit
 * @param timeZone the time zone of dates without an offset, as an IANA name or an offset;
 * the service's own if absent
 * @param codeFormat the format of the codes; the default one if absent
 * @param couponsExpireAt the date at which all coupons expire, not before the end; must
 * be absent if there is {@code couponValidFor}
 * @param couponValidFor how long a coupon is valid, as an ISO 8601 duration in days or
 * smaller units, up to 100 years; must be absent if there is {@code couponsExpireAt}
 * @param couponsExtendedTo the date until which all coupons are good at least; absent if
 * each expires by its own rule
 * @param rhythm the opening hours and the quota
 * @param metadata the operator's own notes: up to 20 entries, with keys of up to 64 and
 * values of up to 500 characters
 */
public record CampaignDraft(@Nullable String id, @Nullable String name, @Nullable String startsAt,
		@Nullable String endsAt, @Nullable Long maxCoupons, @Nullable Long perUserLimit, @Nullable String timeZone,
		@Nullable CodeFormatDraft codeFormat, @Nullable String couponsExpireAt, @Nullable String couponValidFor,
		@Nullable String couponsExtendedTo, RhythmDraft rhythm, @Nullable Map<String, String> metadata) {

	private static final int MAX_NAME_LENGTH = 200;

	private static final int MAX_METADATA = 20;

	private static final int MAX_METADATA_KEY_LENGTH = 64;

	private static final int MAX_METADATA_LENGTH = 500;

	private static final String COUNT = "must be from 1 to " + Campaign.MAX_COUPONS;

	private static final Duration LONGEST_VALIDITY = Duration.ofDays(36_500);

	/** The pattern of texts: no control characters, no halves of surrogate pairs. */
	private static final Pattern TEXT = Pattern.compile("[^\\p{Cc}\\p{Cs}]*");

	/**
	 * The campaign that the draft describes, not paused.
	 * @throws InvalidRequestException with everything that is wrong with the draft
	 */
	public Campaign toCampaign(ZoneId defaultZone, Supplier<String> newId) {
		Faults faults = new Faults();
		ZoneId zone = zone(defaultZone, faults);
		Period period = period(zone, faults);
		Expiry expiry = expiry(zone, period, faults);
		Instant extendedTo = date("/couponsExtendedTo", couponsExtendedTo, end -> CampaignDates.end(end, zone), faults);
		Rhythm campaignRhythm = rhythm.toRhythm(faults);
		CodeSource codes = format().toCodeSource(faults);
		faults.check(id == null || Campaign.isId(id), "/id", Campaign.ID_RULE);
		checkCounts(codes, faults);
		checkTexts(faults);
		faults.throwIfAny();
		return new Campaign(id == null ? newId.get() : id, name, Objects.requireNonNull(period),
				maxCoupons == null ? Campaign.MAX_COUPONS : maxCoupons.intValue(),
				perUserLimit == null ? null : perUserLimit.intValue(), zone, Objects.requireNonNull(codes),
				Objects.requireNonNull(expiry), extendedTo, campaignRhythm, metadata == null ? Map.of() : metadata,
				false);
	}

	private ZoneId zone(ZoneId defaultZone, Faults faults) {
		if (timeZone == null) {
			return defaultZone;
		}
		try {
			return ZoneId.of(timeZone);
		}
		catch (DateTimeException e) {
			faults.add("/timeZone", "must be a zone such as Europe/Berlin or an offset such as +09:00");
			return defaultZone;
		}
	}

	private @Nullable Period period(ZoneId zone, Faults faults) {
		Instant start = date("/startsAt", startsAt, text -> CampaignDates.start(text, zone), faults);
		Instant end = date("/endsAt", endsAt, text -> CampaignDates.end(text, zone), faults);
		faults.check(startsAt != null, "/startsAt", "is required");
		faults.check(endsAt != null, "/endsAt", "is required");
		if (start == null || end == null) {
			return null;
		}
		faults.check(start.isBefore(end), "/endsAt", "must be after startsAt, which is " + start);
		return start.isBefore(end) ? new Period(start, end) : null;
	}

	private @Nullable Expiry expiry(ZoneId zone, @Nullable Period period, Faults faults) {
		Instant at = date("/couponsExpireAt", couponsExpireAt, text -> CampaignDates.end(text, zone), faults);
		if (couponsExpireAt != null && couponValidFor != null) {
			faults.add("/couponValidFor", "must be absent where couponsExpireAt is given");
			return null;
		}
		if (at != null && period != null) {
			faults.check(!at.isBefore(period.endsAt()), "/endsAt", "must not be after couponsExpireAt, which is " + at);
		}
		if (couponValidFor != null) {
			return validity(couponValidFor, faults);
		}
		return at == null ? new Expiry.WithCampaign() : new Expiry.At(at);
	}

	private static @Nullable Expiry validity(String text, Faults faults) {
		try {
			Duration validFor = Duration.parse(text);
			if (validFor.compareTo(Duration.ofSeconds(1)) >= 0 && validFor.compareTo(LONGEST_VALIDITY) <= 0) {
				return new Expiry.After(validFor);
			}
		}
		catch (DateTimeException e) {
			// The fault is added below, where a duration out of range is handled, too.
		}
		faults.add("/couponValidFor", "must be a duration such as P30D or PT12H, from PT1S to P36500D");
		return null;
	}

	private static @Nullable Instant date(String pointer, @Nullable String text, Function<String, Instant> parse,
			Faults faults) {
		if (text == null) {
			return null;
		}
		try {
			return parse.apply(text).truncatedTo(ChronoUnit.MILLIS);
		}
		catch (DateTimeException e) {
			faults.add(pointer, CampaignDates.EXPECTED);
			return null;
		}
	}

	private CodeFormatDraft format() {
		return Objects.requireNonNullElse(codeFormat, CodeFormatDraft.DEFAULT);
	}

	private void checkCounts(@Nullable CodeSource codes, Faults faults) {
		faults.check(maxCoupons != null || format().isImported(), "/maxCoupons", "is required");
		faults.check(isCount(maxCoupons), "/maxCoupons", COUNT);
		faults.check(isCount(perUserLimit), "/perUserLimit", COUNT);
		if (codes instanceof CodeFormat format && maxCoupons != null && isCount(maxCoupons)) {
			CodeFormatDraft.checkRoom(format, maxCoupons.intValue(), faults);
		}
	}

	private static boolean isCount(@Nullable Long count) {
		return count == null || (count >= 1 && count <= Campaign.MAX_COUPONS);
	}

	private void checkTexts(Faults faults) {
		checkText("/name", name, MAX_NAME_LENGTH, faults);
		if (metadata == null) {
			return;
		}
		faults.check(metadata.size() <= MAX_METADATA, "/metadata", "must have at most " + MAX_METADATA + " entries");
		metadata.forEach((key, value) -> {
			checkText("/metadata", key, MAX_METADATA_KEY_LENGTH, faults);
			checkText("/metadata/" + InvalidRequestException.escaped(key), value, MAX_METADATA_LENGTH, faults);
		});
	}

	/**
	 * Checks the length as JSON Schema counts it, in characters of Unicode (code points).
	 */
	private static void checkText(String pointer, @Nullable String text, int maxLength, Faults faults) {
		faults.check(
				text == null || (text.codePointCount(0, text.length()) <= maxLength && TEXT.matcher(text).matches()),
				pointer, "must be a text of up to " + maxLength + " characters without control characters");
	}
}
