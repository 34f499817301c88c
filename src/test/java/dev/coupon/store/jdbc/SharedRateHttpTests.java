package dev.coupon.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.CouponApplication;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** How often callers may ask two services on the same database, as they see it. */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedRateHttpTests {

	private static final String DATABASE = "shared_rates";

	private List<ConfigurableApplicationContext> services = List.of();

	private List<Api> apis = List.of();

	private static ConfigurableApplicationContext start(String... settings) {
		return SpringApplication.run(CouponApplication.class,
				Stream.concat(Stream.of("--server.port=0", "--coupon.warm-up.requests=0", "--coupon.store=postgresql",
						"--coupon.postgresql.url=" + TestDatabase.serverUrl(DATABASE),
						"--coupon.postgresql.user=postgres", "--coupon.batch.deadline=30s",
						"--coupon.limits.shared=true", "--coupon.limits.issues-per-user=3/1h",
						"--coupon.limits.failed-look-ups=4/1h"), Stream.of(settings))
					.toArray(String[]::new));
	}

	@BeforeAll
	void startTwo() throws SQLException {
		TestDatabase.administer("CREATE DATABASE " + DATABASE);
		services = List.of(start(), start());
		apis = services.stream()
			.map(service -> new Api(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class)))
			.toList();
	}

	@AfterAll
	void stopBoth() {
		services.forEach(ConfigurableApplicationContext::close);
	}

	private Answer issue(int service, String campaign, String user) {
		return apis.get(service).post("/api/v1/campaigns/" + campaign + "/coupons", "{\"userId\": \"" + user + "\"}");
	}

	private Answer guess(int service) {
		return apis.get(service).get("/api/v1/coupons/GUESS");
	}

	@Test
	void aUserWhoTurnsToTheOtherServiceHasToWaitThere() {
		String campaign = apis.getFirst().create(10);
		for (int i = 0; i < 3; i++) {
			assertThat(issue(i % 2, campaign, "alice").status()).isEqualTo(201);
		}

		for (int service = 0; service < 2; service++) {
			Answer refused = issue(service, campaign, "alice");
			assertThat(refused.problem()).isEqualTo("rate-limited");
			assertThat(refused.status()).isEqualTo(429);
			int wait = Integer.parseInt(refused.header("Retry-After").orElseThrow());
			assertThat(wait).isBetween(1, 1_200);
			assertThat(refused.header("RateLimit").orElseThrow()).matches("\"limit\";r=0;t=\\d+");
			assertThat(issue(service, campaign, "bob").status()).isEqualTo(201);
		}
		assertThat(apis.getFirst().get("/api/v1/campaigns/" + campaign).json().path("issued").asInt()).isEqualTo(5);
	}

	@Test
	void whoGuessesCodesHasToWaitAtBothServices() {
		for (int i = 0; i < 4; i++) {
			assertThat(guess(i % 2).problem()).isEqualTo("coupon-not-found");
		}

		assertThat(guess(0).problem()).isEqualTo("rate-limited");
		assertThat(guess(1).problem()).isEqualTo("rate-limited");
	}

	@Test
	void saysInOneLineThatThereAreTooFewConnections(CapturedOutput output) {
		assertThatThrownBy(() -> start("--coupon.postgresql.max-connections=3")).isInstanceOf(Exception.class);

		assertThat(output.getAll().lines().filter(line -> line.contains("can't start"))).singleElement()
			.asString()
			.contains("coupon.limits.shared", "coupon.postgresql.max-connections to 4 or more");
	}

}
