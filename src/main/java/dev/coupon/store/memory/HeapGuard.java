package dev.coupon.store.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Tells when the heap is nearly full, so that the store can refuse work while requests
 * can still be served.
 *
 * <p>
 * The guard looks at the space for long-lived objects, because coupons end up there. That
 * space may hold garbage that the collector has had no reason to clear. So the guard asks
 * for a collection before it calls the heap full. While the heap stays full it asks
 * again, at growing intervals, because a collection may stop the service for a while.
 */
final class HeapGuard implements BooleanSupplier, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(HeapGuard.class);

	private static final Duration SHORTEST_WAIT = Duration.ofMinutes(1);

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

	/**
	 * The scheduler that looks at the heap. It has a thread of its own, because other
	 * long work must not delay it.
	 */
	private final ThreadPoolTaskScheduler lookout = new ThreadPoolTaskScheduler();

	private final MemoryPoolMXBean longLived;

	private final Ticker ticker;

	private final long size;

	private final long limit;

	/** The ticker's time from which on a collection may be requested. */
	private long nextCollection;

	private Duration wait = SHORTEST_WAIT;

	private volatile boolean nearlyFull;

	/**
	 * @param percent how much of the space for long-lived objects may be used, in percent
	 */
	HeapGuard(int percent, Ticker ticker) {
		this.longLived = ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
			.max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
			.orElseThrow();
		this.ticker = ticker;
		this.nextCollection = ticker.read();
		long max = longLived.getUsage().getMax();
		this.size = max > 0 ? max : Runtime.getRuntime().maxMemory();
		this.limit = size / 100 * percent;
	}

	/**
	 * Starts to look at the heap at regular intervals, until closed. Errors are logged.
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	void start() {
		lookout.setThreadNamePrefix("heap-guard-");
		lookout.setDaemon(true);
		lookout.initialize();
		lookout.scheduleWithFixedDelay(this::look, BETWEEN_LOOKS);
	}

	@Override
	public void close() {
		lookout.shutdown();
	}

	@Override
	public boolean getAsBoolean() {
		return nearlyFull;
	}

	void look() {
		if (isOverLimit() && ticker.read() - nextCollection >= 0) {
			System.gc();
			nextCollection = ticker.read() + wait.toNanos();
			wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
		}
		boolean full = isOverLimit();
		wait = full ? wait : SHORTEST_WAIT;
		if (full != nearlyFull) {
			nearlyFull = full;
			announce(full);
		}
	}

	private boolean isOverLimit() {
		return longLived.getUsage().getUsed() > limit;
	}

	private void announce(boolean full) {
		if (full) {
			log.error(
					"The heap is nearly full ({} of {} MiB): no campaign is created or changed, no "
							+ "coupon issued or redeemed until campaigns are deleted or the service gets more memory",
					longLived.getUsage().getUsed() >> 20, size >> 20);
		}
		else {
			log.warn("The heap has room again: everything is done");
		}
	}

}
