package dev.coupon.caller.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.caller.rate.SharedBuckets.Ask;
import dev.coupon.caller.rate.SharedBuckets.Level;
import dev.coupon.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * When an instance asks the store about a rate, and what it does if it gets no answer.
 */
@ExtendWith(OutputCaptureExtension.class)
class SharedRateLimiterTests {

	private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T09:00:00Z"));

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<Ask> asked = new ArrayList<>();

	/** The answer of the store; absent if there is none. */
	private @Nullable Level level = new Level(5, null);

	/** Something that happens while the store is asked. */
	private Runnable meanwhile = () -> {
	};

	private final RateLimiter limiter = new RateLimiters(ask -> {
		asked.add(ask);
		meanwhile.run();
		if (level == null) {
			throw new IllegalStateException("The store is away");
		}
		return level;
	}, clock.ticker(), meters).make("issues", Rate.valueOf("6/1m"));

	@Test
	void asksTheStoreAboutEachRequest() {
		assertThat(limiter.count("alice")).isNull();
		assertThat(limiter.count("bob")).isNull();

		assertThat(asked).hasSize(2).allMatch(Ask::taking).extracting(Ask::id).doesNotHaveDuplicates();
	}

	@Test
	void namesNobodyInTheStore() {
		limiter.count("192.0.2.7");

		assertThat(asked.getFirst().id()).matches("[A-Za-z0-9_-]{22}");
	}

	@Test
	void asksNobodyAgainAboutARequesterThatHasToWait() {
		level = new Level(0, Duration.ofSeconds(10));
		assertThat(limiter.count("alice")).isEqualTo(Duration.ofSeconds(10));
		clock.advance(Duration.ofSeconds(4));
		assertThat(limiter.count("alice")).isEqualTo(Duration.ofSeconds(6));
		assertThat(limiter.look("alice", 1)).isEqualTo(Duration.ofSeconds(6));
		assertThat(asked).hasSize(1);

		level = new Level(0, null);
		clock.advance(Duration.ofSeconds(6));
		assertThat(limiter.count("alice")).isNull();
	}

	@Test
	void looksInTheStoreOnlyWhenHalfIsUsedUp() {
		assertThat(limiter.look("alice", 1)).isNull();
		level = new Level(4, null);
		limiter.count("alice");
		assertThat(limiter.look("alice", 1)).isNull();
		assertThat(asked).hasSize(1);

		level = new Level(3, null);
		limiter.count("alice");
		level = new Level(0, Duration.ofSeconds(10));
		assertThat(limiter.look("alice", 1)).isEqualTo(Duration.ofSeconds(10));
		assertThat(asked.getLast().taking()).isFalse();
	}

	@Test
	void limitsAloneWhileTheStoreDoesNotAnswer(CapturedOutput output) {
		level = null;
		for (int i = 0; i < 6; i++) {
			assertThat(limiter.count("alice")).isNull();
			clock.advance(Duration.ofMillis(300));
		}
		assertThat(limiter.count("alice")).isNotNull();
		assertThat(limiter.look("alice", 1)).isNotNull();
		assertThat(limiter.count("bob")).isNull();

		assertThat(asked).hasSizeBetween(2, 3);
		assertThat(meters.get("coupon.limits.alone").counter().count()).isEqualTo(8);
		assertThat(output.getAll().lines().filter(line -> line.contains("WARN"))).singleElement()
			.asString()
			.contains("The store is away");
	}

	@Test
	void warnsOnceAMinuteWhenTheStoreAnswersOnlyNowAndThen(CapturedOutput output) {
		for (int second = 0; second <= 60; second++) {
			level = second % 2 == 0 ? null : new Level(5, null);
			limiter.count("alice");
			clock.advance(Duration.ofSeconds(1));
		}

		assertThat(output.getAll().lines().filter(line -> line.contains("The store can't limit rates"))).hasSize(2);
		assertThat(output.getAll().lines().filter(line -> line.contains("limits rates again"))).hasSize(1);
	}

	@Test
	void limitsLookUpsAloneUntilTheStoreHasAnswered() {
		level = null;
		while (limiter.count("alice") == null) {
			// Until this instance refuses.
		}
		clock.advance(Duration.ofSeconds(2));

		assertThat(limiter.look("alice", 1)).isNotNull();
	}

	@Test
	void letsOneRequestAtATimeFindOutWhetherTheStoreIsBack() {
		level = null;
		limiter.count("alice");
		clock.advance(Duration.ofSeconds(1));
		meanwhile = () -> assertThat(limiter.count("bob")).isNull();
		limiter.count("carol");

		assertThat(asked).hasSize(2);
	}

	@Test
	void goesBackToTheStoreWhenItAnswers(CapturedOutput output) {
		level = null;
		while (limiter.count("alice") == null) {
			// Until this instance refuses.
		}
		level = new Level(5, null);
		assertThat(limiter.count("alice")).isNotNull();
		clock.advance(Duration.ofSeconds(1));

		assertThat(limiter.count("alice")).isNull();
		assertThat(limiter.look("alice", 1)).isNull();
		assertThat(output).contains("over all instances");
	}

}
