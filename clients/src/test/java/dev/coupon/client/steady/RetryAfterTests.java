package dev.coupon.client.steady;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The time that a service may ask to wait. */
class RetryAfterTests {

	private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

	@Test
	void readsSeconds() {
		assertThat(RetryAfter.read("45", NOW)).hasValue(Duration.ofSeconds(45));
	}

	@Test
	void readsADate() {
		assertThat(RetryAfter.read("Fri, 27 Nov 2026 09:01:30 GMT", NOW)).hasValue(Duration.ofSeconds(90));
		assertThat(RetryAfter.read("Fri, 27 Nov 2026 08:00:00 GMT", NOW)).hasValue(Duration.ZERO);
	}

	@Test
	void passesOverWhatIsNeither() {
		assertThat(RetryAfter.read("soon", NOW)).isEmpty();
		assertThat(RetryAfter.read("-1", NOW)).isEmpty();
		assertThat(RetryAfter.read("99999999999999999999", NOW)).isEmpty();
	}

}
