package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.SettableClock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Coupons, as customers and shops use them. */
@HttpTest
class CouponHttpTests {

	private final Api api;

	private final SettableClock clock;

	@Autowired
	CouponHttpTests(Api api, SettableClock clock) {
		this.api = api;
		this.clock = clock;
	}

	private Answer issue(String campaignId, String key) {
		return api.request("POST", coupons(campaignId)).header("Idempotency-Key", key).send();
	}

	private static String coupons(String campaignId) {
		return "/api/v1/campaigns/" + campaignId + "/coupons";
	}

	@Test
	void issuesACouponAndSaysWhereItIs() {
		String id = api.create(2);

		Answer issued = api.post(coupons(id), "{\"userId\": \"alice\"}");

		assertThat(issued.status()).isEqualTo(201);
		JsonNode coupon = issued.json();
		assertThat(coupon.path("campaignId").asString()).isEqualTo(id);
		assertThat(coupon.path("sequence").asInt()).isOne();
		assertThat(coupon.path("userId").asString()).isEqualTo("alice");
		assertThat(coupon.path("issuedAt").asString()).isEqualTo(clock.instant().toString());
		assertThat(coupon.path("expiresAt").asString()).isEqualTo("2090-01-01T00:00:00Z");
		assertThat(api.get(issued.header("Location").orElseThrow()).json()).isEqualTo(coupon);
	}

	@Test
	void issuesExactlyTheMaximumTo64ClientsAtOnce() throws Exception {
		int max = 2_000;
		String id = api.create(max);
		AtomicInteger exhausted = new AtomicInteger();
		Callable<List<String>> client = () -> IntStream.iterate(0, i -> exhausted.get() < 64, i -> i + 1)
			.mapToObj(i -> api.post(coupons(id)))
			.peek(answer -> exhausted.addAndGet(answer.problem().equals("campaign-exhausted") ? 1 : 0))
			.filter(answer -> answer.status() != 409)
			.map(answer -> answer.json().path("code").asString())
			.toList();

		List<String> codes;
		try (ExecutorService clients = Executors.newFixedThreadPool(64)) {
			codes = clients.invokeAll(Collections.nCopies(64, client))
				.stream()
				.map(Future::resultNow)
				.flatMap(List::stream)
				.toList();
		}

		assertThat(codes).hasSize(max).doesNotHaveDuplicates();
		JsonNode campaign = api.get("/api/v1/campaigns/" + id + "?codes=1000").json();
		assertThat(campaign.path("issued").asInt()).isEqualTo(max);
		assertThat(campaign.path("status").asString()).isEqualTo("EXHAUSTED");
		assertThat(codes).containsAll(campaign.path("codes").valueStream().map(JsonNode::asString).toList());
	}

	@Test
	void replaysWhateverHasBecomeOfTheCampaign() {
		String id = api.create(1);
		String campaign = "/api/v1/campaigns/" + id;
		Answer issued = issue(id, "key-1");
		assertThat(issued.header("Idempotent-Replayed")).isEmpty();

		assertReplays(issued, issue(id, "key-1"));
		assertThat(issue(id, "key-2").problem()).isEqualTo("campaign-exhausted");
		api.post(campaign + "/pause");
		assertReplays(issued, issue(id, "key-1"));
		api.patch(campaign, "{\"endsAt\": \"2026-01-02\"}");
		assertReplays(issued, issue(id, "key-1"));
		assertThat(issue(id, "key-2").problem()).isEqualTo("campaign-ended");
	}

	private static void assertReplays(Answer issued, Answer replayed) {
		assertThat(replayed.status()).isEqualTo(200);
		assertThat(replayed.header("Idempotent-Replayed")).contains("true");
		assertThat(replayed.header("Location")).isEqualTo(issued.header("Location"));
		assertThat(replayed.json()).isEqualTo(issued.json());
	}

	@Test
	void saysWhenToComeBackToACampaignThatHasNotStarted() {
		String id = Api.newId();
		String start = clock.instant().plusSeconds(90).plusMillis(1).toString();
		api.post("/api/v1/campaigns", Api.settings(id, 1).replace("2026-01-01T00:00:00Z", start));

		Answer early = api.post(coupons(id));

		assertThat(early.problem()).isEqualTo("campaign-not-started");
		assertThat(early.header("Retry-After")).contains("91");
	}

	@Test
	void findsHangulCodesByTheirLocation() {
		String id = api.create(1, ", \"codeFormat\": {\"charset\": \"HANGUL\", \"length\": 10}");

		Answer issued = api.post(coupons(id));

		assertThat(issued.json().path("code").asString()).hasSize(10);
		assertThat(api.get(issued.header("Location").orElseThrow()).json()).isEqualTo(issued.json());
	}

	@Test
	void redeemsACodeAsACustomerTypedIt() {
		String code = api.issue(api.create(1, ", \"codeFormat\": {\"pattern\": \"OIL-############\"}"));
		String typed = code.toLowerCase(Locale.ROOT).replace("oil", "01l");

		Answer redeemed = api.post("/api/v1/coupons/" + typed + "/redemption", "{\"reference\": \"order-1\"}");

		assertThat(redeemed.json().path("code").asString()).isEqualTo(code);
		assertThat(redeemed.json().path("redemptionReference").asString()).isEqualTo("order-1");
	}

	@Test
	void redeemsOnceRollsBackAndRedeemsAgain() {
		String id = api.create(1);
		String redemption = "/api/v1/coupons/" + api.issue(id) + "/redemption";

		Answer first = api.request("POST", redemption).header("Idempotency-Key", "key-1").send();
		Answer again = api.request("POST", redemption).header("Idempotency-Key", "key-1").send();
		assertThat(first.json().path("redeemedAt").asString()).isEqualTo(clock.instant().toString());
		assertThat(again.header("Idempotent-Replayed")).contains("true");
		assertThat(again.json()).isEqualTo(first.json());
		assertThat(api.post(redemption).problem()).isEqualTo("already-redeemed");
		assertThat(api.get("/api/v1/campaigns/" + id).json().path("redeemed").asInt()).isOne();

		assertThat(api.delete(redemption).json().has("redeemedAt")).isFalse();
		assertThat(api.delete(redemption).problem()).isEqualTo("not-redeemed");
		assertThat(api.post(redemption).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json;charset=utf-16", "application/json;CharSet=iso-8859-1;q=0.5",
			"text/html, application/json;charset=utf-32;q=0.1" })
	void answersInUtf8WhateverCharsetTheClientPrefers(String accept) {
		Answer issued = api.request("POST", coupons(api.create(1)))
			.header("Accept", accept)
			.json("{\"userId\": \"J\u00fcrgen\"}")
			.send();

		assertThat(issued.status()).isEqualTo(201);
		assertThat(issued.header("Content-Type")).contains("application/json");
		assertThat(issued.json().path("userId").asString()).isEqualTo("J\u00fcrgen");
	}

	@Test
	void takesAnEmptyBodyForNoneWhateverItsType() {
		Answer issued = api.request("POST", coupons(api.create(1)))
			.header("Content-Type", "text/plain")
			.body("")
			.send();

		assertThat(issued.status()).isEqualTo(201);
	}

	@Test
	void refusesAKeyThatIsGivenTwice() {
		Answer answer = api.request("POST", coupons(api.create(1)))
			.header("Idempotency-Key", "a")
			.header("Idempotency-Key", "b")
			.send();

		assertThat(answer.problem()).isEqualTo("invalid-request");
		assertThat(answer.json().path("errors").toString()).contains("Idempotency-Key", "once");
	}

	@Test
	void namesTheFieldAndTheHeaderThatAreWrong() {
		Answer answer = api.request("POST", coupons(api.create(1)))
			.header("Idempotency-Key", "k".repeat(256))
			.json("{\"userId\": \"" + "x".repeat(129) + "\"}")
			.send();

		assertThat(answer.problem()).isEqualTo("invalid-request");
		assertThat(answer.json()
			.path("errors")
			.valueStream()
			.map(error -> error.path("pointer").asString())
			.collect(Collectors.toSet())).containsExactlyInAnyOrder("Idempotency-Key", "/userId");
	}

	@Test
	void doesNotUndoTheRedemptionOfAnotherOrder() {
		String coupon = "/api/v1/coupons/" + api.issue(api.create(1)) + "/redemption";
		api.post(coupon, "{\"reference\": \"order-1\"}");
		assertThat(api.delete(coupon + "?reference=order-1").status()).isEqualTo(200);
		api.post(coupon, "{\"reference\": \"order-2\"}");

		Answer late = api.delete(coupon + "?reference=order-1");

		assertThat(late.status()).isEqualTo(200);
		assertThat(late.json().path("redemptionReference").asString()).isEqualTo("order-2");
		assertThat(api.delete(coupon + "?reference=order-3").status()).isEqualTo(409);
	}

}
