package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports of some of the coupons, in local time, and as files. */
@HttpTest
class ExportSelectionTests {

	private static final String CSV = "text/csv";

	private static final String NDJSON = "application/x-ndjson";

	private final Api api;

	private final SettableClock clock;

	@Autowired
	ExportSelectionTests(Api api, SettableClock clock) {
		this.api = api;
		this.clock = clock;
	}

	private Answer export(String campaignId, String query, String accept) {
		return api.request("GET", "/api/v1/campaigns/" + campaignId + "/coupons" + query)
			.header("Accept", accept)
			.send();
	}

	/** The sequences in an export, which both formats agree on. */
	private List<Integer> sequences(String campaignId, String query) {
		List<Integer> csv = export(campaignId, query, CSV).body()
			.lines()
			.skip(1)
			.map(row -> Integer.valueOf(row.split(",", -1)[2]))
			.toList();
		assertThat(export(campaignId, query, NDJSON).body()
			.lines()
			.map(row -> new JsonMapper().readTree(row).path("sequence").asInt())).isEqualTo(csv);
		return csv;
	}

	/** Issues so many coupons, a day apart, the first one now; returns the times. */
	private List<Instant> issue(String campaignId, int coupons) {
		List<Instant> times = new ArrayList<>();
		for (int i = 0; i < coupons; i++) {
			times.add(clock.instant());
			api.issue(campaignId);
			clock.advance(Duration.ofDays(1));
		}
		return times;
	}

	@Test
	void selectsByTheTimeOfIssue() {
		String id = api.create(9);
		List<Instant> at = issue(id, 5);
		assertThat(sequences(id, "?from=" + at.get(1))).containsExactly(2, 3, 4, 5);
		assertThat(sequences(id, "?to=" + at.get(1))).containsExactly(1);
		assertThat(sequences(id, "?from=" + at.get(1) + "&to=" + at.get(3))).containsExactly(2, 3);
		assertThat(sequences(id, "?from=" + at.get(1).plusMillis(1) + "&to=" + at.get(3).plusMillis(1)))
			.containsExactly(3, 4);
		assertThat(sequences(id, "?from=" + at.get(1) + "&after=3")).containsExactly(4, 5);
		assertThat(sequences(id, "?from=" + at.get(1) + "&limit=2")).containsExactly(2, 3);
		assertThat(export(id, "?count=true&from=" + at.get(3), NDJSON).body()).endsWith("\n{\"count\":2}\n");
		assertThat(export(id, "?from=" + at.get(4).plusSeconds(1), CSV).body().lines()).hasSize(1);
	}

	@Test
	void readsDatesInTheZoneOfTheRequestOrTheCampaign() {
		String id = api.create(9, ", \"timeZone\": \"Asia/Seoul\"");
		clock.advance(Duration.between(clock.instant(),
				clock.instant().truncatedTo(java.time.temporal.ChronoUnit.DAYS).plus(Duration.ofHours(24 + 14))));
		List<Instant> at = issue(id, 2);
		String day = at.get(0).toString().substring(0, 10);
		String next = at.get(1).toString().substring(0, 10);
		clock.advance(Duration.ofHours(2));
		api.issue(id);
		// In Seoul the first was issued at 23:00, the third at 01:00 two days later.
		assertThat(sequences(id, "?from=" + next)).containsExactly(2, 3);
		assertThat(sequences(id, "?from=" + day + "&to=" + next)).containsExactly(1);
		assertThat(sequences(id, "?from=" + day + "T23:00:01")).containsExactly(2, 3);
		assertThat(sequences(id, "?from=" + next + "&zone=Pacific/Kiritimati")).containsExactly(1, 2, 3);
		assertThat(sequences(id, "?from=" + next + "T14:00:01&zone=UTC")).containsExactly(3);
		assertThat(sequences(id, "?from=" + next + "T23:00:01%2B09:00&zone=UTC")).containsExactly(3);
	}

	@Test
	void selectsTheRedeemedOnesOrTheOthersOfManyPages() {
		String id = api.create(3_000);
		for (int i = 1; i <= 2_500; i++) {
			String code = api.issue(id);
			if (i % 500 == 0) {
				api.post("/api/v1/coupons/" + code + "/redemption");
			}
		}
		assertThat(sequences(id, "?redeemed=true")).containsExactly(500, 1_000, 1_500, 2_000, 2_500);
		assertThat(sequences(id, "?redeemed=true&limit=3")).containsExactly(500, 1_000, 1_500);
		assertThat(sequences(id, "?redeemed=false")).hasSize(2_495);
		assertThat(sequences(id, "?redeemed=false&limit=1000")).hasSize(1_000).endsWith(1_002);
	}

	@Test
	void writesLocalTimesWithTheirOffset() {
		String id = api.create(9);
		clock.advance(Duration.ofMillis(1_850 - clock.instant().toEpochMilli() % 1_000));
		Instant at = clock.instant();
		String code = api.issue(id);
		api.post("/api/v1/coupons/" + code + "/void");
		String local = at.atOffset(java.time.ZoneOffset.ofHours(9)).toLocalDateTime().toString().substring(0, 19);
		for (String zone : List.of("Asia/Seoul", "%2B09:00")) {
			JsonNode row = new JsonMapper().readTree(export(id, "?zone=" + zone, NDJSON).body());
			assertThat(row.path("issuedAt").asString()).isEqualTo(local + ".850+09:00");
			assertThat(row.path("voidedAt").asString()).startsWith(local).endsWith("+09:00");
			assertThat(row.path("expiresAt").asString()).isEqualTo("2090-01-01T09:00:00+09:00");
			assertThat(export(id, "?zone=" + zone, CSV).body()).contains("," + row.path("issuedAt").asString() + ",",
					",2090-01-01T09:00:00+09:00,", "," + row.path("voidedAt").asString() + ",");
		}
		assertThat(export(id, "?zone=UTC", CSV).body()).isEqualTo(export(id, "", CSV).body());
		assertThat(export(id, "?zone=UTC", NDJSON).body()).isEqualTo(export(id, "", NDJSON).body());
	}

	@Test
	void writesWhatBecameOfCoupons() {
		String id = api.create(9);
		api.post("/api/v1/coupons/" + api.issue(id) + "/void", "{\"reason\": \"=stolen, they say\"}");
		api.post("/api/v1/coupons/" + api.issue(id) + "/redemption");
		api.issue(id);
		List<String> csv = export(id, "", CSV).body().lines().toList();
		assertThat(csv.get(1)).matches(".*,VOID,,2.*Z,\"=stolen, they say\"");
		assertThat(csv.get(2)).endsWith(",REDEEMED,,,");
		assertThat(csv.get(3)).endsWith(",ISSUED,,,");
		assertThat(export(id, "?csv=spreadsheet", CSV).body()).contains("\"'=stolen, they say\"");
		assertThat(export(id, "", NDJSON).body().lines()).extracting(row -> new JsonMapper().readTree(row))
			.extracting(row -> row.path("status").asString() + row.path("voidReason").asString("-"))
			.containsExactly("VOID=stolen, they say", "REDEEMED-", "ISSUED-");
	}

	@Test
	void namesTheFile() {
		String id = api.create(1);
		assertThat(export(id, "", CSV).header("Content-Disposition"))
			.hasValue("attachment; filename=\"" + id + "-coupons.csv\"");
		assertThat(export(id, "", NDJSON).header("Content-Disposition"))
			.hasValue("attachment; filename=\"" + id + "-coupons.ndjson\"");
		assertThat(export(id, "", "application/json").header("Content-Disposition")).isEmpty();
		assertThat(export("none", "", CSV).header("Content-Disposition")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "from=2026-01-01", "to=2026-01-01", "redeemed=true", "redeemed=false", "zone=UTC" })
	void refusesToSelectFromAPage(String parameter) {
		Answer answer = api.get("/api/v1/campaigns/" + api.create(1) + "/coupons?" + parameter);
		assertThat(answer.problem()).isEqualTo("invalid-request");
		assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(parameter.split("=", 2)[0]);
		assertThat(answer.json().at("/errors/0/detail").asString()).contains("text/csv or application/x-ndjson");
	}

	@ParameterizedTest
	@ValueSource(strings = { "from=", "from=x", "from=2026-02-30", "to=yesterday", "to=%00", "redeemed=", "redeemed=1",
			"redeemed=TRUE", "redeemed=x", "zone=", "zone=x", "zone=Asia/Atlantis", "zone=%2B19:00",
			"zone=Asia%2FSeoul%20", "to=2026-01-01&from=2026-01-01", "to=2026-01-01&from=2026-01-02" })
	void saysWhatIsWrongWithASelection(String query) {
		for (String accept : List.of(CSV, NDJSON)) {
			Answer answer = export(api.create(1), "?" + query, accept);
			assertThat(answer.problem()).as(answer.toString()).isEqualTo("invalid-request");
			assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(query.split("=", 2)[0]);
		}
	}

	@Test
	void findsNoCampaignAlsoWhereItsZoneWouldMatter() {
		assertThat(export("none", "?from=2026-01-01", CSV).problem()).isEqualTo("campaign-not-found");
	}

}
