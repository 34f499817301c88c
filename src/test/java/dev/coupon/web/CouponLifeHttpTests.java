package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What operators and shops do with coupons after their issue, over HTTP. */
@HttpTest
class CouponLifeHttpTests {

	private final Api api;

	private final SettableClock clock;

	@Autowired
	CouponLifeHttpTests(Api api, SettableClock clock) {
		this.api = api;
		this.clock = clock;
	}

	@Test
	void anOperatorVoidsACouponAndTakesThatBack() {
		String id = api.create(2);
		String coupon = "/api/v1/coupons/" + api.issue(id);
		Answer issued = api.get(coupon);
		assertThat(issued.json().path("status").asString()).isEqualTo("ISSUED");

		JsonNode voided = api.post(coupon + "/void", "{\"reason\": \"Reported as stolen\"}").json();

		assertThat(voided.path("status").asString()).isEqualTo("VOID");
		assertThat(voided.path("voidReason").asString()).isEqualTo("Reported as stolen");
		assertThat(voided.path("voidedAt").asString()).isEqualTo(clock.instant().toString());
		assertThat(api.post(coupon + "/redemption").problem()).isEqualTo("coupon-void");
		assertThat(api.get("/api/v1/campaigns/" + id).json().path("voided").asInt()).isOne();
		assertThat(api.delete(coupon + "/void").body()).isEqualTo(issued.body());
		assertThat(api.post(coupon + "/redemption").json().path("status").asString()).isEqualTo("REDEEMED");
	}

	@Test
	void aVoidNeedsNoReasonAndNoBody() {
		String coupon = "/api/v1/coupons/" + api.issue(api.create(1));

		assertThat(api.request("POST", coupon + "/void").send().status()).isEqualTo(200);
		assertThat(api.get(coupon).json().has("voidReason")).isFalse();
	}

	@Test
	void theHistoryTellsWhatHappened() {
		String coupon = "/api/v1/coupons/" + api.issue(api.create(1));
		api.post(coupon + "/redemption", "{\"reference\": \"order-1\"}");
		api.delete(coupon + "/redemption");
		api.post(coupon + "/void", "{\"reason\": \"Stolen\"}");

		JsonNode history = api.get(coupon + "/history").json();

		assertThat(history.path("coupon").toString()).isEqualTo(api.get(coupon).json().toString());
		assertThat(history.path("events").values()).extracting(event -> event.path("type").asString())
			.containsExactly("coupon.issued", "coupon.redeemed", "coupon.redemption-rolled-back", "coupon.voided");
		assertThat(history.at("/events/1/reference").asString()).isEqualTo("order-1");
		assertThat(history.at("/events/3/reason").asString()).isEqualTo("Stolen");
		assertThat(history.at("/events/3/by").isMissingNode()).isTrue();
	}

	@Test
	void aCampaignOfTenMinutesWarnsThatItsCouponsEndWithIt() {
		String id = Api.newId();
		Instant start = clock.instant();
		String settings = "{\"id\": \"%s\", \"startsAt\": \"%s\", \"endsAt\": \"%s\", \"maxCoupons\": 9}".formatted(id,
				start, start.plus(Duration.ofMinutes(10)));

		JsonNode created = api.post("/api/v1/campaigns", settings).json();

		assertThat(created.at("/warnings/0/code").asString()).isEqualTo("coupons-expire-soon");
		assertThat(created.at("/couponsExpire/at").asString()).isEqualTo(start.plus(Duration.ofMinutes(10)).toString());
		String code = api.issue(id);
		clock.advance(Duration.ofMinutes(10));
		assertThat(api.post("/api/v1/coupons/" + code + "/redemption").problem()).isEqualTo("coupon-expired");

		Instant extended = start.plus(Duration.ofDays(30));
		JsonNode changed = api.patch("/api/v1/campaigns/" + id, "{\"couponsExtendedTo\": \"%s\"}".formatted(extended))
			.json();

		assertThat(changed.has("warnings")).isFalse();
		assertThat(changed.path("couponsExtendedTo").asString()).isEqualTo(extended.toString());
		assertThat(changed.at("/couponsExpire/at").asString()).isEqualTo(extended.toString());
		JsonNode redeemed = api.post("/api/v1/coupons/" + code + "/redemption").json();
		assertThat(redeemed.path("expiresAt").asString()).isEqualTo(extended.toString());
		assertThat(redeemed.path("status").asString()).isEqualTo("REDEEMED");
	}

	@Test
	void theRuleForExpiryChangesForCouponsToCome() {
		String campaign = "/api/v1/campaigns/" + api.create(9);

		JsonNode changed = api.patch(campaign, "{\"couponValidFor\": \"P30D\"}").json();
		assertThat(changed.at("/couponsExpire/after").asString()).isEqualTo("P30D");
		JsonNode issued = api.post(campaign + "/coupons").json();
		assertThat(issued.path("expiresAt").asString()).isEqualTo(clock.instant().plus(Duration.ofDays(30)).toString());

		changed = api.patch(campaign, "{\"couponsExpireAt\": \"2099-12-31\"}").json();
		assertThat(changed.has("couponValidFor")).isFalse();
		assertThat(changed.path("couponsExpireAt").asString()).isEqualTo("2100-01-01T00:00:00Z");

		changed = api.patch(campaign, "{\"couponsExpireAt\": null}").json();
		assertThat(changed.at("/couponsExpire/at").asString()).isEqualTo(changed.path("endsAt").asString());
		assertThat(api.get("/api/v1/coupons/" + issued.path("code").asString()).json().path("expiresAt"))
			.isEqualTo(issued.path("expiresAt"));
	}

	@Test
	void anExtensionIsNotTakenBack() {
		String campaign = "/api/v1/campaigns/" + api.create(9);
		String inThreeDays = clock.instant().plus(Duration.ofDays(3)).toString();
		api.patch(campaign, "{\"couponsExtendedTo\": \"%s\"}".formatted(inThreeDays));

		Answer removed = api.patch(campaign, "{\"couponsExtendedTo\": null}");
		assertThat(removed.status()).isEqualTo(400);
		assertThat(removed.json().at("/errors/0/pointer").asString()).isEqualTo("/couponsExtendedTo");
		assertThat(api
			.patch(campaign, "{\"couponsExtendedTo\": \"%s\"}".formatted(clock.instant().plus(Duration.ofDays(2))))
			.problem()).isEqualTo("extension-not-later");
	}

	@Test
	void theAuditTellsWhoDidWhatAndWhy() {
		String id = api.create(9);
		String campaign = "/api/v1/campaigns/" + id;
		api.post(campaign + "/pause", "{\"reason\": \"Wrong price\"}");
		api.post(campaign + "/resume");
		api.patch(campaign, "{\"maxCoupons\": 10, \"perUserLimit\": 1}");
		api.delete(campaign + "?force=true&reason=The%20sponsor%20left");

		JsonNode first = api.get("/api/v1/audit?limit=2&campaignId=" + id).json();
		JsonNode second = api.get("/api/v1/audit?limit=3&campaignId=" + id + "&after=" + first.path("nextAfter"))
			.json();

		assertThat(first.path("items").values()).extracting(item -> item.path("type").asString())
			.containsExactly("campaign.deleted", "campaign.updated");
		assertThat(first.at("/items/0/reason").asString()).isEqualTo("The sponsor left");
		assertThat(first.at("/items/0/before/maxCoupons").asInt()).isEqualTo(10);
		assertThat(first.at("/items/1/before").toString()).isEqualTo("{\"maxCoupons\":9,\"perUserLimit\":null}");
		assertThat(first.at("/items/1/after").toString()).isEqualTo("{\"maxCoupons\":10,\"perUserLimit\":1}");
		assertThat(second.path("items").values()).extracting(item -> item.path("type").asString())
			.containsExactly("campaign.resumed", "campaign.paused", "campaign.created");
		assertThat(second.at("/items/1/reason").asString()).isEqualTo("Wrong price");
		assertThat(second.at("/items/1/address").asString()).isEqualTo("127.0.0.1");
		assertThat(second.has("nextAfter")).isFalse();
	}

}
