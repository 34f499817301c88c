package dev.coupon.caller.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often is too often. */
class RateLimiterTests {

	private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T09:00:00Z"));

	private final RateLimiter limiter = new InstanceRateLimiter(Rate.valueOf("6/1m"), clock.ticker());

	@Test
	void allowsABurstOfAsManyAsTheRate() {
		for (int i = 0; i < 6; i++) {
			assertThat(limiter.count("alice")).isNull();
		}
		assertThat(limiter.count("alice")).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void allowsOneMoreWhenOneHasHadTime() {
		exhaust("alice");
		clock.advance(Duration.ofSeconds(10));

		assertThat(limiter.count("alice")).isNull();
		assertThat(limiter.count("alice")).isNotNull();
	}

	@Test
	void tellsCallersApart() {
		exhaust("alice");

		assertThat(limiter.count("bob")).isNull();
	}

	@Test
	void countsNothingWhenLooking() {
		for (int i = 0; i < 10; i++) {
			assertThat(limiter.look("alice", 1)).isNull();
		}
		exhaust("alice");
		assertThat(limiter.look("alice", 1)).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void looksWhetherSeveralRequestsWouldBeAllowed() {
		RateLimiter three = new InstanceRateLimiter(Rate.valueOf("3/1m"), clock.ticker());

		assertThat(three.look("alice", 3)).isNull();
		assertThat(three.look("alice", 4)).isEqualTo(Duration.ofSeconds(20));
		three.count("alice");
		assertThat(three.look("alice", 2)).isNull();
		assertThat(three.look("alice", 3)).isEqualTo(Duration.ofSeconds(20));
		assertThat(three.look("alice", 4)).isNotNull();
	}

	@Test
	void limitsNothingAtARateOfZero() {
		RateLimiter none = new InstanceRateLimiter(Rate.valueOf("0"), clock.ticker());
		for (int i = 0; i < 1_000; i++) {
			assertThat(none.count("alice")).isNull();
		}
		assertThat(none.look("alice", 1)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "-1/1m", "10", "10/", "10/0s", "10/-1m", "10/1m/1m", "1e3/1m", "9999999999/1m" })
	void saysHowARateIsWritten(String text) {
		assertThatThrownBy(() -> Rate.valueOf(text)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("expected a rate such as 100/1m, or 0 for no limit");
	}

	private void exhaust(String who) {
		while (limiter.count(who) == null) {
			// Until it was too often.
		}
	}

}
