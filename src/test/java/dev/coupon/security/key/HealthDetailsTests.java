package dev.coupon.security.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.caller.Role;
import dev.coupon.testing.Api;
import dev.coupon.testing.SecuredTest;
import dev.coupon.testing.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who sees more of the health than up or down. */
@SecuredTest
class HealthDetailsTests {

	private final Api api;

	@Autowired
	HealthDetailsTests(Api api) {
		this.api = api;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/readiness" })
	void areForNobodyWithoutAKey(String path) {
		assertThat(api.get(path).json().path("status").asString()).isEqualTo("UP");
		assertThat(api.get(path).json().has("components")).isFalse();
	}

	@ParameterizedTest
	@EnumSource(Role.class)
	void areForThoseWhoWatchAndThoseWhoManage(Role role) {
		boolean shown = api.request("GET", "/actuator/health/readiness")
			.key(TestKeys.of(role))
			.send()
			.json()
			.path("components")
			.has("store");

		assertThat(shown).isEqualTo(role == Role.MONITOR || role == Role.ADMIN);
	}

	@Test
	void leaveLivenessAsItWas() {
		assertThat(api.get("/actuator/health/liveness").json().path("status").asString()).isEqualTo("UP");
	}

}
