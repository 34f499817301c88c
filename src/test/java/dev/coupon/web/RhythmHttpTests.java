package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Campaigns with opening hours and quotas, as operators and customers meet them. */
@HttpTest
class RhythmHttpTests {

	private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

	private static final String TEN_MINUTES_A_DAY = """
			, "timeZone": "Asia/Seoul", "perUserLimit": 3, "couponValidFor": "P30D",
			"openingHours": [{"days": ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"],
			"from": "10:00", "to": "10:10"}],
			"quota": {"per": "DAY", "maxCoupons": 2, "perUserLimit": 1}""";

	private final Api api;

	private final SettableClock clock;

	@Autowired
	RhythmHttpTests(Api api, SettableClock clock) {
		this.api = api;
		this.clock = clock;
	}

	private void goToTen() {
		Instant ten = LocalDate.ofInstant(clock.instant(), SEOUL)
			.plusDays(1)
			.atTime(LocalTime.of(10, 0))
			.atZone(SEOUL)
			.toInstant();
		clock.advance(Duration.between(clock.instant(), ten));
	}

	private Answer issue(String id, String user) {
		return api.post("/api/v1/campaigns/" + id + "/coupons", "{\"userId\": \"" + user + "\"}");
	}

	@Test
	void everyDayAtTenTheFirstCustomersGetACouponThreeTimesInAll() {
		String id = api.create(1000, TEN_MINUTES_A_DAY);
		goToTen();
		clock.advance(Duration.ofMinutes(-1));
		Answer tooEarly = issue(id, "alice");
		assertThat(tooEarly.problem()).isEqualTo("campaign-closed");
		assertThat(tooEarly.header("Retry-After")).hasValue("60");
		JsonNode waiting = api.get("/api/v1/campaigns/" + id).json();
		assertThat(waiting.path("status").asString()).isEqualTo("WAITING");
		assertThat(waiting.path("opensAt").asString()).isEqualTo(clock.instant().plusSeconds(60).toString());
		clock.advance(Duration.ofMinutes(1));

		assertThat(issue(id, "alice").status()).isEqualTo(201);
		Answer again = issue(id, "alice");
		assertThat(again.problem()).isEqualTo("user-quota-reached");
		assertThat(again.header("Retry-After")).hasValue(Long.toString(Duration.ofDays(1).toSeconds()));
		assertThat(issue(id, "bob").status()).isEqualTo(201);
		assertThat(issue(id, "carol").problem()).isEqualTo("quota-exhausted");
		JsonNode quota = api.get("/api/v1/campaigns/" + id).json().path("quota");
		assertThat(quota.path("remaining").asInt(-1)).isZero();
		assertThat(quota.path("resetsAt").asString()).isEqualTo(
				LocalDate.ofInstant(clock.instant(), SEOUL).plusDays(1).atStartOfDay(SEOUL).toInstant().toString());

		for (int day = 0; day < 2; day++) {
			goToTen();
			assertThat(issue(id, "alice").status()).isEqualTo(201);
		}
		goToTen();
		assertThat(issue(id, "alice").problem()).isEqualTo("user-limit-reached");
		assertThat(api.get("/api/v1/campaigns/" + id).json().path("issued").asInt()).isEqualTo(4);
	}

	@Test
	void anOperatorChangesTheRhythmWhileTheCampaignRuns() {
		String id = api.create(1000, ", \"quota\": {\"per\": \"MONTH\", \"maxCoupons\": 1}");
		String campaign = "/api/v1/campaigns/" + id;
		api.issue(id);
		assertThat(api.post(campaign + "/coupons").problem()).isEqualTo("quota-exhausted");

		JsonNode changed = api.patch(campaign, "{\"quota\": {\"maxCoupons\": 3}}").json();
		assertThat(changed.at("/quota/per").asString()).isEqualTo("MONTH");
		assertThat(changed.at("/quota/remaining").asInt()).isEqualTo(2);
		assertThat(changed.path("status").asString()).isEqualTo("ACTIVE");

		changed = api.patch(campaign,
				"{\"openingHours\": [{\"days\": [\"MON\"], \"from\": \"23:00\", \"to\": \"01:00\"}], \"quota\": null}")
			.json();
		assertThat(changed.has("quota")).isFalse();
		assertThat(changed.path("openingHours").toString())
			.isEqualTo("[{\"days\":[\"MON\"],\"from\":\"23:00\",\"to\":\"01:00\"}]");

		changed = api.patch(campaign, "{\"openingHours\": null}").json();
		assertThat(changed.has("openingHours")).isFalse();
		assertThat(changed.has("opensAt")).isFalse();
		assertThat(api.post(campaign + "/coupons").status()).isEqualTo(201);
	}

	@Test
	void allFaultsOfARhythmAreNamedAtOnce() {
		Answer answer = api.post("/api/v1/campaigns", Api.settings(Api.newId(), 9, """
				, "openingHours": [{"days": ["MON", "MON"], "from": "24:00", "to": "25:00"},
				{"days": ["SUN"], "from": "10:00", "to": "10:00"}, {}],
				"quota": {"per": "YEAR", "maxCoupons": 0}"""));

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().path("errors").values()).extracting(error -> error.path("pointer").asString())
			.containsExactlyInAnyOrder("/openingHours/0/days", "/openingHours/0/from", "/openingHours/0/to",
					"/openingHours/1/to", "/openingHours/2/days", "/openingHours/2/from", "/openingHours/2/to",
					"/quota/per", "/quota/maxCoupons");
	}

	@Test
	void aQuotaWithoutALimitAndHoursWithoutAWindowAreFaults() {
		Answer answer = api.post("/api/v1/campaigns",
				Api.settings(Api.newId(), 9, ", \"openingHours\": [], \"quota\": {\"per\": \"DAY\"}"));

		assertThat(answer.json().path("errors").values()).extracting(error -> error.path("pointer").asString())
			.containsExactlyInAnyOrder("/openingHours", "/quota");
	}

	@Test
	void theAuditShowsTheRhythmAsItWasSet() {
		String id = api.create(1000, TEN_MINUTES_A_DAY);

		JsonNode created = api.get("/api/v1/audit?limit=1&campaignId=" + id).json().at("/items/0/after");

		JsonNode settings = api.get("/api/v1/campaigns/" + id).json();
		assertThat(created.path("openingHours")).isEqualTo(settings.path("openingHours"));
		assertThat(created.path("codeFormat")).isEqualTo(settings.path("codeFormat"));
		assertThat(created.path("quota").toString()).isEqualTo("{\"per\":\"DAY\",\"maxCoupons\":2,\"perUserLimit\":1}");
	}

}
