package dev.coupon.security.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.caller.Role;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.SecuredTest;
import dev.coupon.testing.SettableClock;
import dev.coupon.testing.TestIssuer;
import dev.coupon.testing.TestKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Whoever tries keys is told so only so often, and locks nobody out. */
@SecuredTest
@TestPropertySource(properties = "coupon.limits.failed-authentications=3/1m")
class WrongKeysTests {

	private static final String CAMPAIGNS = "/api/v1/campaigns";

	private final Api api;

	private final SettableClock clock;

	@Autowired
	WrongKeysTests(Api api, SettableClock clock) {
		this.api = api;
		this.clock = clock;
	}

	@BeforeEach
	void forget() {
		clock.advance(Duration.ofMinutes(1));
	}

	private Answer with(String key) {
		return api.request("GET", CAMPAIGNS).key(key).send();
	}

	@Test
	void slowsDownAnAddressThatTriesKeysButNotRightKeysFromThere() {
		for (int attempt = 0; attempt < 3; attempt++) {
			assertThat(with(TestKeys.UNKNOWN).problem()).isEqualTo("unauthenticated");
		}

		Answer fourth = with(TestKeys.UNKNOWN);
		assertThat(fourth.status()).isEqualTo(429);
		assertThat(fourth.problem()).isEqualTo("rate-limited");
		assertThat(fourth.header("Retry-After")).hasValue("20");
		assertThat(fourth.header("RateLimit")).hasValue("\"limit\";r=0;t=20");
		assertThat(with(TestKeys.of(Role.ADMIN)).status()).isEqualTo(200);
		assertThat(api.get(CAMPAIGNS).status()).isEqualTo(401);

		clock.advance(Duration.ofMinutes(1));
		assertThat(with(TestKeys.UNKNOWN).status()).isEqualTo(401);
	}

	@Test
	void countsEachWrongKeyByItself() {
		for (int attempt = 0; attempt < 9; attempt++) {
			with("one-wrong-key");
		}

		assertThat(with("one-wrong-key").status()).isEqualTo(429);
		assertThat(with("another-wrong-key").problem()).isEqualTo("unauthenticated");
	}

	@Test
	void slowsDownAnAddressThatTriesManyKeys() {
		for (int attempt = 0; attempt < 3; attempt++) {
			assertThat(with("guess-" + attempt).problem()).isEqualTo("unauthenticated");
		}

		assertThat(with("guess-3").problem()).isEqualTo("rate-limited");
	}

	/** Their callers must learn that they need new ones, however often they ask. */
	@Test
	void alwaysSaysThatATokenIsNotAccepted() {
		Map<String, Object> claims = TestIssuer.claims();
		claims.put("exp", Instant.now().getEpochSecond() - 120);
		String foreign = TestIssuer.sign(TestIssuer.newKeys(), TestIssuer.KEY_ID, TestIssuer.claims());
		for (String token : List.of(TestIssuer.ISSUER.sign(TestIssuer.KEY_ID, claims), foreign)) {
			for (int attempt = 0; attempt < 9; attempt++) {
				Answer answer = with(token);

				assertThat(answer.problem()).isEqualTo("unauthenticated");
				assertThat(answer.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
				assertThat(answer.body()).contains("has expired");
			}
		}
		assertThat(api.get(CAMPAIGNS).header("WWW-Authenticate")).contains("Bearer");
	}

}
