package dev.coupon.start.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What an empty environment variable means. */
class EmptyVariablesTests {

	private static StandardEnvironment environment(String setting, String variable) {
		StandardEnvironment environment = new StandardEnvironment();
		String source = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		environment.getPropertySources()
			.replace(source, new SystemEnvironmentPropertySource(source, Map.of(variable, "", "USER", "shop")));
		environment.getPropertySources().addLast(new MapPropertySource("file", Map.of(setting, "set")));
		EmptyVariables.remove(environment, SettingTypes.read());
		return environment;
	}

	@ParameterizedTest
	@CsvSource({ "coupon.store, COUPON_STORE", "coupon.body.max-time, COUPON_BODY_MAXTIME",
			"coupon.body.max-time, COUPON_BODY_MAX_TIME", "server.port, SERVER_PORT",
			"spring.main.banner-mode, SPRING_MAIN_BANNERMODE", "logging.level.root, LOGGING_LEVEL_ROOT" })
	void countsAsUnset(String setting, String variable) {
		assertThat(environment(setting, variable).getProperty(setting)).isEqualTo("set");
	}

	@ParameterizedTest
	@CsvSource({ "coupon.postgresql.password, COUPON_POSTGRESQL_PASSWORD",
			"coupon.security.trusted-networks, COUPON_SECURITY_TRUSTEDNETWORKS",
			"management.endpoints.web.exposure.include, MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE" })
	void isTheValueOfATextOrList(String setting, String variable) {
		assertThat(environment(setting, variable).getProperty(variable)).isEmpty();
	}

	@Test
	void leavesOtherVariables() {
		StandardEnvironment environment = environment("server.port", "SERVER_PORT");

		assertThat(environment.getProperty("USER")).isEqualTo("shop");
		assertThat(environment.containsProperty("SERVER_PORT")).isFalse();
	}

}
