package dev.coupon.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.caller.rate.Rate;
import dev.coupon.caller.rate.RateLimiter;
import dev.coupon.caller.rate.RateLimiters;
import dev.coupon.caller.rate.SharedBuckets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The rates of two instances of the service that use the same store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SharedRateContract {

	private static final AtomicInteger NAMES = new AtomicInteger();

	private static final Rate SLOW = Rate.valueOf("10/1h");

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private String name = "";

	/** The buckets as one of two instances reaches them. */
	protected abstract SharedBuckets instance(int number);

	/**
	 * The number of buckets of which the store keeps something, after it has tidied up.
	 */
	protected abstract long kept();

	@BeforeEach
	void useBucketsThatNobodyHasUsed() {
		name = "rate-" + NAMES.incrementAndGet();
	}

	private RateLimiter limiter(int instance, Rate rate) {
		return new RateLimiters(instance(instance), Ticker.systemTicker(), meters).make(name, rate);
	}

	private List<RateLimiter> both(Rate rate) {
		return List.of(limiter(0, rate), limiter(1, rate));
	}

	private double limitedAlone() {
		return meters.get("coupon.limits.alone").counter().count();
	}

	@Test
	void twoInstancesShareOneLimit() {
		List<RateLimiter> instances = both(SLOW);
		for (int i = 0; i < 10; i++) {
			assertThat(instances.get(i % 2).count("alice")).isNull();
		}

		for (RateLimiter instance : instances) {
			assertThat(instance.count("alice")).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(6));
			assertThat(instance.count("bob")).isNull();
		}
	}

	@Test
	void manyRequestsAtOnceToBothPassExactlyAsOftenAsTheLimitAllows() throws Exception {
		Rate rate = Rate.valueOf("300/10h");
		List<RateLimiter> instances = both(rate);
		List<String> callers = List.of("alice", "bob", "carol");
		List<AtomicInteger> passed = callers.stream().map(caller -> new AtomicInteger()).toList();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<java.util.concurrent.Future<?>> all = new ArrayList<>();
			IntStream.range(0, 32).forEach(thread -> all.add(threads.submit(() -> {
				for (int i = 0; i < 60; i++) {
					int caller = (i + thread) % callers.size();
					if (instances.get(thread % 2).count(callers.get(caller)) == null) {
						passed.get(caller).incrementAndGet();
					}
				}
			})));
			for (var one : all) {
				one.get();
			}
		}

		assertThat(limitedAlone()).isZero();
		assertThat(passed).allSatisfy(count -> assertThat(count).hasValue(300));
	}

	@Test
	void allowsOneMoreWhenOneHasHadTime() {
		List<RateLimiter> instances = both(Rate.valueOf("4/1s"));
		while (instances.getFirst().count("alice") == null) {
			// Until it was too often.
		}

		Awaitility.await().until(() -> instances.getLast().count("alice") == null);
	}

	@Test
	void looksWithoutCounting() {
		List<RateLimiter> instances = both(SLOW);
		assertThat(instances.getLast().look("alice", 1)).isNull();
		for (int i = 0; i < 10; i++) {
			assertThat(instances.getFirst().look("alice", 1)).isNull();
			assertThat(instances.getFirst().count("alice")).isNull();
		}

		assertThat(instances.getFirst().look("alice", 1)).isNotNull();
	}

	@Test
	void seesWhatAnotherInstanceHasCountedWhenHalfIsUsedUp() {
		List<RateLimiter> instances = both(SLOW);
		for (int i = 0; i < 5; i++) {
			instances.getFirst().count("alice");
		}
		for (int i = 0; i < 5; i++) {
			instances.getLast().count("alice");
		}

		assertThat(instances.getFirst().look("alice", 1)).isNotNull();
		assertThat(instances.getLast().look("alice", 1)).isNotNull();
	}

	@Test
	void anotherRateBeginsWithFullBuckets() {
		RateLimiter before = limiter(0, SLOW);
		while (before.count("alice") == null) {
			// Until it was too often.
		}

		assertThat(limiter(0, Rate.valueOf("20/1h")).count("alice")).isNull();
	}

	@Test
	void keepsNothingOfBucketsThatAreFullAgain() {
		RateLimiter limiter = limiter(0, Rate.valueOf("1000/1s"));
		limiter(1, SLOW).count("alice");
		long before = kept();
		IntStream.range(0, 20).forEach(caller -> limiter.count("caller-" + caller));

		Awaitility.await().until(() -> kept() == before);
		assertThat(kept()).isPositive();
	}

}
