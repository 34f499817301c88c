package dev.coupon.store.batch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of a {@link BatchQueue}. */
final class BatchMeters {

	private final Timer times;

	private final DistributionSummary sizes;

	private final Counter repetitions;

	BatchMeters(String queue, AtomicInteger waiting, MeterRegistry registry) {
		times = Timer.builder("coupon.store.batch")
			.description("Time to do a batch, its repetitions included")
			.tag("queue", queue)
			.publishPercentiles(0.5, 0.95, 0.99)
			.register(registry);
		sizes = DistributionSummary.builder("coupon.store.batch.size")
			.description("Requests in a batch")
			.tag("queue", queue)
			.register(registry);
		repetitions = Counter.builder("coupon.store.retries")
			.description("How often a batch was tried again")
			.tag("queue", queue)
			.register(registry);
		Gauge.builder("coupon.store.waiting", waiting, AtomicInteger::get)
			.description("Requests that wait for a batch")
			.tag("queue", queue)
			.register(registry);
	}

	void record(int size, Runnable batch) {
		sizes.record(size);
		times.record(batch);
	}

	void repeated() {
		repetitions.increment();
	}

}
