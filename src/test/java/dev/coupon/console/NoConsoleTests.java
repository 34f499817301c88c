package dev.coupon.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.HttpTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A service without the console. */
@HttpTest
@TestPropertySource(properties = "coupon.console.enabled=false")
class NoConsoleTests {

	private final Api api;

	@Autowired
	NoConsoleTests(Api api) {
		this.api = api;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/console", "/console/", "/console/index.html", "/console/console.js",
			"/console/lib/preact.js" })
	void hasNoneOfItsFiles(String path) {
		assertThat(api.get(path).problem()).isEqualTo("not-found");
	}

}
