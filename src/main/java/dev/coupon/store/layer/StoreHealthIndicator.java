package dev.coupon.store.layer;

import dev.coupon.store.OpenStore;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Reports that the store is up while an issue would succeed. The readiness of the service
 * depends on this. Everyone may ask, so a report holds for a while, and those who ask
 * meanwhile wait for the same one.
 */
@Component
class StoreHealthIndicator implements HealthIndicator {

	private static final Logger log = LoggerFactory.getLogger(StoreHealthIndicator.class);

	/** The time for which a report holds. */
	private static final Duration HOLDS = Duration.ofSeconds(1);

	private final OpenStore store;

	private final Clock clock;

	private final ReentrantLock checking = new ReentrantLock();

	private @Nullable Report last;

	/** A report, and the time of it in nanoseconds of the clock. */
	private record Report(Health health, long at) {
	}

	StoreHealthIndicator(OpenStore store, MeterRegistry meters) {
		this.store = store;
		this.clock = meters.config().clock();
	}

	@Override
	public Health health() {
		checking.lock();
		try {
			Report report = last;
			if (report == null || clock.monotonicTime() - report.at >= HOLDS.toNanos()) {
				Health health = check();
				report = new Report(health, clock.monotonicTime());
				last = report;
			}
			return report.health;
		}
		finally {
			checking.unlock();
		}
	}

	private Health check() {
		try {
			store.check();
			Set<String> damaged = store.damaged();
			return damaged.isEmpty() ? Health.up().build()
					: Health.up().withDetail("damagedCampaigns", damaged).build();
		}
		catch (RuntimeException e) {
			log.warn("The store is down: {}", e.getMessage());
			return Health.down().build();
		}
	}

}
