package dev.coupon.store.batch.retry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of a store's commits.
 *
 * @param commits the time that each takes
 * @param doubts those that weren't answered
 */
public record CommitMeters(Timer commits, Counter doubts) {

	/** The meters, registered. */
	public static CommitMeters in(MeterRegistry registry) {
		return new CommitMeters(
				Timer.builder("coupon.store.commit")
					.description("Time to commit a transaction")
					.publishPercentiles(0.5, 0.95, 0.99)
					.register(registry),
				Counter.builder("coupon.store.doubts")
					.description("Commits that weren't answered, so that the store had to look whether they happened")
					.register(registry));
	}

}
