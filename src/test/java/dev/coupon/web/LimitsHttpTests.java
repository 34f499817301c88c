package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** How often customers and shops may ask, and how long they may take. */
@HttpTest
@TestPropertySource(properties = { "coupon.limits.failed-look-ups=3/1m", "coupon.limits.issues-per-user=2/1m",
		"coupon.limits.issues-per-key=5/1m", "coupon.body.max-time=1s" })
class LimitsHttpTests {

	private static final Duration LONG = Duration.ofMinutes(2);

	private final Api api;

	private final SettableClock clock;

	@Autowired
	LimitsHttpTests(Api api, SettableClock clock) {
		this.api = api;
		this.clock = clock;
	}

	@BeforeEach
	void everyoneMayAskAgain() {
		clock.advance(LONG);
	}

	@Test
	void answersNoMoreLookUpsOfACallerWhoGuesses() {
		String code = api.issue(api.create(1));
		for (int guess = 0; guess < 3; guess++) {
			assertThat(api.get("/api/v1/coupons/GUESS" + guess).problem()).isEqualTo("coupon-not-found");
		}

		for (Answer answer : List.of(api.get("/api/v1/coupons/GUESS"), api.get("/api/v1/coupons/" + code),
				api.post("/api/v1/coupons/" + code + "/redemption"),
				api.delete("/api/v1/coupons/" + code + "/redemption"))) {
			assertThat(answer.problem()).isEqualTo("rate-limited");
			assertThat(answer.status()).isEqualTo(429);
			assertThat(answer.header("Retry-After")).hasValue("20");
			assertThat(answer.header("RateLimit")).hasValue("\"limit\";r=0;t=20");
		}

		clock.advance(LONG);
		assertThat(api.get("/api/v1/coupons/" + code).status()).isEqualTo(200);
	}

	@Test
	void listsTheCouponsOfAUserToACallerWhoHasGuessed() {
		api.create(1);
		for (int guess = 0; guess < 3; guess++) {
			api.get("/api/v1/coupons/GUESS" + guess);
		}

		assertThat(api.get("/api/v1/coupons/GUESS").problem()).isEqualTo("rate-limited");
		assertThat(api.get("/api/v1/coupons?userId=alice").status()).isEqualTo(200);
	}

	@Test
	void doesNotBelieveCallersWithoutAKeyWhoTheirCustomersAre() {
		for (int guess = 0; guess < 3; guess++) {
			assertThat(guessOf("customer-" + guess).problem()).isEqualTo("coupon-not-found");
		}

		assertThat(guessOf("customer-9").problem()).isEqualTo("rate-limited");
		assertThat(api.get("/api/v1/coupons/GUESS").problem()).isEqualTo("rate-limited");
	}

	private Answer guessOf(String customer) {
		return api.request("GET", "/api/v1/coupons/GUESS").header("X-End-Customer", customer).send();
	}

	@Test
	void letsCallersLookUpWhatExistsAsOftenAsTheyLike() {
		String code = api.issue(api.create(1));
		for (int i = 0; i < 20; i++) {
			assertThat(api.get("/api/v1/coupons/" + code).status()).isEqualTo(200);
		}
	}

	@Test
	void limitsHowOftenAUserMayAskOneCampaign() {
		String campaign = api.create(10);
		String other = api.create(10);

		assertThat(issue(campaign, "alice").status()).isEqualTo(201);
		assertThat(issue(campaign, "alice").status()).isEqualTo(201);
		Answer third = issue(campaign, "alice");
		assertThat(third.problem()).isEqualTo("rate-limited");
		assertThat(third.header("Retry-After")).hasValue("30");
		assertThat(issue(campaign, "bob").status()).isEqualTo(201);
		assertThat(issue(other, "alice").status()).isEqualTo(201);
	}

	@Test
	void limitsHowOftenACallerMayAsk() {
		String campaign = api.create(10);
		for (int i = 0; i < 5; i++) {
			assertThat(issue(campaign, "user-" + i).status()).isEqualTo(201);
		}
		assertThat(issue(campaign, "user-5").problem()).isEqualTo("rate-limited");
		assertThat(api.get("/api/v1/campaigns/" + campaign).json().path("issued").asInt()).isEqualTo(5);
	}

	@Test
	void countsNothingForAUserWhileTheCallerAsksTooOften() {
		String campaign = api.create(10);
		for (int i = 0; i < 5; i++) {
			issue(campaign, "user-" + i);
		}
		for (int i = 0; i < 3; i++) {
			assertThat(issue(campaign, "alice").header("Retry-After")).hasValue("12");
		}
		clock.advance(Duration.ofSeconds(12));

		assertThat(issue(campaign, "alice").status()).isEqualTo(201);
	}

	@Test
	void countsEachRowOfABatch() {
		String campaign = api.create(10);
		Batches batches = new Batches(api);
		List<JsonNode> ofOneUser = batches.rows(campaign, Batches.CSV, "alice\nalice\nalice\n");
		assertThat(Batches.statuses(ofOneUser)).containsExactlyInAnyOrder(201, 201, 429);
		clock.advance(LONG);
		List<JsonNode> rows = batches.rows(campaign, Batches.CSV, "a\nb\nc\nd\ne\nf\ng\n");
		assertThat(rows.stream().filter(row -> row.path("code").asString("").equals("rate-limited"))).hasSize(2)
			.allMatch(row -> row.path("retryAfter").asInt() == 12);
		assertThat(batches.issued(campaign)).isEqualTo(7);
	}

	private Answer issue(String campaign, String user) {
		return api.post("/api/v1/campaigns/" + campaign + "/coupons", "{\"userId\": \"" + user + "\"}");
	}

	@Test
	void waitsForABodyOnlySoLong() {
		String campaign = api.create(10);
		InputStream slow = new SlowBody("{\"userId\": \"alice\"}");

		Answer answer = api.request("POST", "/api/v1/campaigns/" + campaign + "/coupons")
			.header("Content-Type", "application/json")
			.body(BodyPublishers.ofInputStream(() -> slow))
			.send();

		assertThat(answer.status()).isEqualTo(408);
		assertThat(answer.problem()).isEqualTo("request-timeout");
	}

	/** Two bytes at a time, between which the service's time passes. */
	private final class SlowBody extends InputStream {

		private final byte[] text;

		private int at;

		SlowBody(String text) {
			this.text = text.getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public int read() {
			return at == text.length ? -1 : text[at++];
		}

		@Override
		public int read(byte[] into, int offset, int length) throws IOException {
			try {
				Thread.sleep(50);
			}
			catch (InterruptedException e) {
				throw new IOException(e);
			}
			clock.advance(Duration.ofMillis(500));
			return super.read(into, offset, Math.min(2, length));
		}

	}

}
