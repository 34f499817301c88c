package dev.coupon.caller.rate;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.caller.rate.SharedBuckets.Ask;
import dev.coupon.caller.rate.SharedBuckets.Level;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the shared buckets. After a failure, the buckets are not asked for a moment,
 * so that not every request waits for a store that doesn't answer.
 */
final class SharedAccess {

	private static final Logger log = LoggerFactory.getLogger(SharedAccess.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	/**
	 * The time between two warnings, because a part of a cluster may be away for long.
	 */
	private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

	private final SharedBuckets buckets;

	private final Ticker ticker;

	private final Counter alone;

	private final AtomicBoolean away = new AtomicBoolean();

	/** The time of the last failure or probe, in nanoseconds of the ticker. */
	private final AtomicLong triedAt = new AtomicLong();

	private final AtomicBoolean warned = new AtomicBoolean();

	/** The time of the last warning, in nanoseconds of the ticker. */
	private final AtomicLong warnedAt;

	SharedAccess(SharedBuckets buckets, Ticker ticker, MeterRegistry meters) {
		this.buckets = buckets;
		this.ticker = ticker;
		this.warnedAt = new AtomicLong(ticker.read() - BETWEEN_WARNINGS.toNanos());
		this.alone = Counter.builder("coupon.limits.alone")
			.description("Requests whose rate this instance limited alone, because the store didn't answer")
			.register(meters);
	}

	/** Asks a bucket; null if the buckets can't be reached now. */
	@Nullable Level ask(Ask ask) {
		if (isAway() && !mayProbe()) {
			alone.increment();
			return null;
		}
		try {
			Level level = buckets.ask(ask);
			if (away.compareAndSet(true, false) && warned.getAndSet(false)) {
				log.info("The store limits rates again, over all instances");
			}
			return level;
		}
		catch (RuntimeException e) {
			// Whatever the failure is, it must not keep a request from the store's own
			// answer.
			triedAt.set(ticker.read());
			if (away.compareAndSet(false, true) && mayWarn()) {
				log.warn("The store can't limit rates, so each instance limits them alone for now: {}", e.getMessage());
			}
			alone.increment();
			return null;
		}
	}

	/** Tells whether the buckets couldn't be reached the last time. */
	boolean isAway() {
		return away.get();
	}

	/** Tells whether the last attempt is so long ago that another one may be made. */
	boolean isDue() {
		return ticker.read() - triedAt.get() >= PAUSE.toNanos();
	}

	private boolean mayWarn() {
		long last = warnedAt.get();
		long now = ticker.read();
		boolean may = now - last >= BETWEEN_WARNINGS.toNanos() && warnedAt.compareAndSet(last, now);
		if (may) {
			warned.set(true);
		}
		return may;
	}

	/** Lets one request at a time find out whether the buckets are back. */
	private boolean mayProbe() {
		long last = triedAt.get();
		return isDue() && triedAt.compareAndSet(last, ticker.read());
	}

}
