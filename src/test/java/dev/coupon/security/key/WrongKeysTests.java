package dev.coupon.security.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.caller.Role;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.SecuredTest;
import dev.coupon.testing.SettableClock;
import dev.coupon.testing.TestKeys;
import java.time.Duration;
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

}
