package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.caller.Role;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.Api.Call;
import dev.coupon.testing.RawClient;
import dev.coupon.testing.SecuredTest;
import dev.coupon.testing.SettableClock;
import dev.coupon.testing.TestIssuer;
import dev.coupon.testing.TestKeys;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A shop with one key and many customers, one of whom guesses. */
@SecuredTest
@TestPropertySource(properties = { "coupon.limits.failed-look-ups=3/1m", "coupon.limits.failed-look-ups-per-key=8/1m" })
class EndCustomerTests {

	private static final String HEADER = "X-End-Customer";

	private static final String SHOP = TestKeys.of(Role.REDEEM);

	private final Api api;

	private final SettableClock clock;

	@Autowired
	EndCustomerTests(Api api, SettableClock clock) {
		this.api = api;
		this.clock = clock;
	}

	@BeforeEach
	void everyoneMayAskAgain() {
		clock.advance(Duration.ofMinutes(2));
	}

	private String coupon() {
		String id = Api.newId();
		String campaigns = "/api/v1/campaigns";
		assertThat(
				api.request("POST", campaigns).key(TestKeys.of(Role.ADMIN)).json(Api.settings(id, 1)).send().status())
			.isEqualTo(201);
		Answer issued = api.request("POST", campaigns + "/" + id + "/coupons").key(TestKeys.of(Role.ISSUE)).send();
		return issued.header("Location").orElseThrow();
	}

	private Call of(String customer, String method, String path) {
		return api.request(method, path).key(SHOP).header(HEADER, customer);
	}

	private String guess(String customer) {
		return of(customer, "GET", "/api/v1/coupons/GUESS").send().problem();
	}

	private void guessThreeTimes(String customer) {
		for (int guess = 0; guess < 3; guess++) {
			assertThat(guess(customer)).isEqualTo("coupon-not-found");
		}
	}

	@Test
	void stopsACustomerWhoGuessesWhileOthersOfTheSameShopRedeem() {
		String coupon = coupon();
		guessThreeTimes("mallory");

		for (Call call : List.of(of("mallory", "GET", coupon), of("mallory", "POST", coupon + "/redemption"),
				of("mallory", "DELETE", coupon + "/redemption"))) {
			Answer stopped = call.send();
			assertThat(stopped.problem()).isEqualTo("rate-limited");
			assertThat(stopped.header("Retry-After")).hasValue("20");
		}
		assertThat(of("alice", "POST", coupon + "/redemption").send().status()).isEqualTo(200);
		assertThat(of("alice", "DELETE", coupon + "/redemption").send().status()).isEqualTo(200);
		assertThat(api.request("GET", coupon).key(SHOP).send().status()).isEqualTo(200);

		clock.advance(Duration.ofMinutes(1));
		assertThat(of("mallory", "GET", coupon).send().status()).isEqualTo(200);
	}

	@Test
	void stopsAKeyForWhichACustomerIsMadeUpForEachGuess() {
		String coupon = coupon();
		for (int guess = 0; guess < 8; guess++) {
			assertThat(guess("made-up-" + guess)).isEqualTo("coupon-not-found");
		}

		assertThat(guess("made-up-9")).isEqualTo("rate-limited");
		Answer stopped = of("alice", "GET", coupon).send();
		assertThat(stopped.problem()).isEqualTo("rate-limited");
		assertThat(stopped.header("Retry-After")).hasValue("8");
		assertThat(api.request("GET", coupon).key(SHOP).send().problem()).isEqualTo("rate-limited");
		assertThat(api.request("GET", coupon).key(TestKeys.NEW).send().status()).isEqualTo(200);
	}

	@Test
	void countsPerKeyWhereNoCustomerIsNamed() {
		String coupon = coupon();
		for (int guess = 0; guess < 3; guess++) {
			api.request("GET", "/api/v1/coupons/GUESS").key(SHOP).send();
		}

		assertThat(api.request("GET", coupon).key(SHOP).send().problem()).isEqualTo("rate-limited");
		assertThat(of("alice", "GET", coupon).send().status()).isEqualTo(200);
	}

	@Test
	void tellsEqualCustomersOfDifferentShopsApart() {
		String coupon = coupon();
		guessThreeTimes("42");

		assertThat(api.request("GET", coupon).key(TestKeys.NEW).header(HEADER, "42").send().status()).isEqualTo(200);
	}

	@Test
	void tellsCustomersOfATokenApart() {
		String coupon = coupon();
		String token = TestIssuer.ISSUER.token(List.of("REDEEM"));
		for (int guess = 0; guess < 3; guess++) {
			api.request("GET", "/api/v1/coupons/GUESS").key(token).header(HEADER, "mallory").send();
		}

		assertThat(api.request("GET", coupon).key(token).header(HEADER, "mallory").send().status()).isEqualTo(429);
		assertThat(api.request("GET", coupon).key(token).header(HEADER, "alice").send().status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\u00e9", "a\tb", "\u00a0" })
	void namesTheHeaderThatIsWrong(String customer) {
		assertWrong(customer);
	}

	@Test
	void refusesCustomersThatAreTooLongOrNamedTwice() {
		assertWrong("c".repeat(129));
		assertWrong("a\r\n" + HEADER + ": a");
		assertThat(of("c".repeat(128), "GET", "/api/v1/coupons/GUESS").send().status()).isEqualTo(404);
		assertThat(of("a b/~", "GET", "/api/v1/coupons/GUESS").send().status()).isEqualTo(404);
	}

	@Test
	void documentsTheHeaderWhereItCounts() {
		JsonNode paths = api.get("/v3/api-docs").json().path("paths");
		for (JsonNode operation : List.of(paths.path("/api/v1/coupons/{code}").path("get"),
				paths.path("/api/v1/coupons/{code}/redemption").path("post"),
				paths.path("/api/v1/coupons/{code}/redemption").path("delete"))) {
			assertThat(operation.path("parameters").valueStream())
				.anySatisfy(parameter -> assertThat(parameter.path("name").asString()).isEqualTo(HEADER));
		}
	}

	private void assertWrong(String customer) {
		for (String line : List.of("GET /api/v1/coupons/X", "POST /api/v1/coupons/X/redemption",
				"DELETE /api/v1/coupons/X/redemption")) {
			RawClient.RawAnswer answer = new RawClient(api.port())
				.send(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + SHOP
						+ "\r\n" + HEADER + ": " + customer + "\r\n\r\n");
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(HEADER);
		}
	}

}
