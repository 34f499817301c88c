package dev.coupon.security.key;

import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.ISSUE;
import static dev.coupon.caller.Role.REDEEM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.CouponApplication;
import dev.coupon.caller.Role;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.RawConnection;
import dev.coupon.testing.SecuredTest;
import dev.coupon.testing.TestKeys;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How a client shows who it is. */
@SecuredTest
class ApiKeyTests {

	private static final String CAMPAIGNS = "/api/v1/campaigns";

	private static final String COUPON = "/api/v1/coupons/none";

	private final Api api;

	@Autowired
	ApiKeyTests(Api api) {
		this.api = api;
	}

	private int status(String header, String value) {
		return api.request("GET", CAMPAIGNS).header(header, value).send().status();
	}

	@Test
	void takesAKeyFromEitherHeader() {
		String key = TestKeys.of(ADMIN);

		assertThat(status("Authorization", "Bearer " + key)).isEqualTo(200);
		assertThat(status("authorization", "bearer " + key)).isEqualTo(200);
		assertThat(status("X-API-Key", key)).isEqualTo(200);
		assertThat(status("x-api-key", key)).isEqualTo(200);
	}

	@Test
	void takesTwoKeysWhileOneTakesOverFromTheOther() {
		for (String key : List.of(TestKeys.OLD, TestKeys.NEW)) {
			assertThat(api.request("GET", COUPON).key(key).send().problem()).isEqualTo("coupon-not-found");
			assertThat(api.request("GET", CAMPAIGNS).key(key).send().problem()).isEqualTo("forbidden");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "Bearer ", "Basic YWRtaW46YWRtaW4=", "bearer: x", "Bearer a b", "Bearer \u00e9",
			"Bearer %61", "Token x", "x", "Bearer  x", "Bearer x, Bearer y" })
	void refusesOtherAuthorizations(String authorization) {
		Answer answer = api.request("GET", CAMPAIGNS).header("Authorization", authorization).send();

		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.problem()).isEqualTo("unauthenticated");
		assertThat(answer.header("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
	}

	@Test
	void refusesKeysThatAreNearlyRight() {
		String key = TestKeys.of(ADMIN);

		for (String other : List.of(key.substring(1), key + "x", key.toUpperCase(Locale.ROOT), TestKeys.sha256(key),
				"\"" + key + "\"", key + "," + key, "x".repeat(6_000))) {
			assertThat(status("X-API-Key", other)).as(other).isEqualTo(401);
		}
	}

	/** No other header speaks for a request, and no parameter does. */
	@Test
	void looksForKeysNowhereElse() {
		String key = TestKeys.of(ADMIN);

		assertThat(api.get(CAMPAIGNS + "?access_token=" + key).status()).isEqualTo(401);
		assertThat(api.get(CAMPAIGNS + "?X-API-Key=" + key).status()).isEqualTo(401);
		assertThat(status("X_API_Key", key)).isEqualTo(401);
		assertThat(status("Cookie", "X-API-Key=" + key)).isEqualTo(401);
		assertThat(status("Proxy-Authorization", "Bearer " + key)).isEqualTo(401);
		assertThat(api.request("POST", CAMPAIGNS)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.body("access_token=" + key)
			.send()
			.status()).isEqualTo(401);
	}

	@Test
	void refusesAnEmptyKeyLikeAnyOther() {
		assertThat(api.request("GET", CAMPAIGNS).header("X-API-Key", "").send().status()).isEqualTo(401);
	}

	@Test
	void goesByTheFirstOfTwoKeys() {
		assertThat(api.request("GET", CAMPAIGNS)
			.header("X-API-Key", TestKeys.UNKNOWN)
			.header("X-API-Key", TestKeys.of(ADMIN))
			.send()
			.status()).isEqualTo(401);
		assertThat(api.request("GET", CAMPAIGNS)
			.header("Authorization", "Bearer " + TestKeys.of(ADMIN))
			.header("X-API-Key", TestKeys.of(REDEEM))
			.send()
			.status()).isEqualTo(403);
	}

	@Test
	void forgetsAKeyWithItsRequest() {
		String keyless = "GET " + CAMPAIGNS + " HTTP/1.1\r\nHost: localhost\r\n";
		String known = keyless + "Authorization: Bearer " + TestKeys.of(ADMIN) + "\r\n\r\n";
		String other = keyless + "X-API-Key: " + TestKeys.of(ISSUE) + "\r\n\r\n";
		try (RawConnection connection = new RawConnection(InetAddress.getLoopbackAddress(), api.port())) {
			for (int i = 0; i < 20; i++) {
				connection.send(known);
				assertThat(connection.receive().status()).isEqualTo(200);
				connection.send(keyless + "\r\n");
				assertThat(connection.receive().status()).isEqualTo(401);
			}
			connection.send((known + keyless + "\r\n" + other).repeat(20));
			for (int i = 0; i < 20; i++) {
				assertThat(connection.receive().status()).isEqualTo(200);
				assertThat(connection.receive().status()).isEqualTo(401);
				assertThat(connection.receive().status()).isEqualTo(403);
			}
		}
	}

	/** What a rejected request brought along is no request. */
	@Test
	void takesNoBodyForARequest() {
		String inner = "DELETE " + CAMPAIGNS + "/none HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + TestKeys.of(ADMIN)
				+ "\r\n\r\n";
		try (RawConnection connection = new RawConnection(InetAddress.getLoopbackAddress(), api.port())) {
			connection.send("POST " + CAMPAIGNS + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + inner.length()
					+ "\r\n\r\n" + inner + "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
			assertThat(connection.receive().status()).isEqualTo(401);
			assertThat(connection.receive().status()).isEqualTo(200);
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void makesAKeyThatWorksWithTheSettingsItPrints(CapturedOutput output) {
		CouponApplication.main(new String[] { "new-key", "shop-17" });

		String secret = found("^  (coupon_[\\w-]{43})$", output);
		String hash = found("^  coupon\\.security\\.keys\\.shop-17\\.sha256=([0-9a-f]{64})$", output);
		String role = found("^  coupon\\.security\\.keys\\.shop-17\\.roles=(\\w+)$", output);
		assertThat(Role.valueOf(role)).isEqualTo(ISSUE);
		ApiKeys keys = new ApiKeys(Map.of("shop-17", new KeySettings(List.of(hash), Set.of(ISSUE))));
		assertThat(Objects.requireNonNull(keys.owner(secret)).getName()).isEqualTo("shop-17");
		assertThat(keys.owner(hash)).isNull();
	}

	private static String found(String pattern, CapturedOutput output) {
		Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(output.getOut());
		assertThat(matcher.find()).as(pattern).isTrue();
		return matcher.group(1);
	}

}
