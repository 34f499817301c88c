package dev.coupon.service.retention;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the store's clock, which may be wrong, and tells whether to believe it. A clock
 * is believed when it has run evenly for an hour, compared with a ticker that nobody can
 * set. Not for use by several threads at once.
 */
final class ClockWatch {

	private static final Logger log = LoggerFactory.getLogger(ClockWatch.class);

	/** The time for which a clock must run evenly. */
	private static final Duration TRIAL = Duration.ofHours(1);

	/** The most that an even clock gains or loses in that time. */
	private static final Duration TOLERANCE = Duration.ofMinutes(1);

	private final Ticker ticker;

	private Instant time;

	/** The reading of the ticker at that time. */
	private long tick;

	/** The reading of the ticker since which the clock has run evenly. */
	private long evenSince;

	/**
	 * @param time the present time of the store
	 */
	ClockWatch(Ticker ticker, Instant time) {
		this.ticker = ticker;
		this.time = time;
		this.tick = ticker.read();
		this.evenSince = tick;
	}

	/**
	 * Tells whether to believe the clock.
	 * @param now the present time of the store
	 */
	boolean believes(Instant now) {
		long read = ticker.read();
		Duration passed = Duration.ofNanos(read - tick);
		Duration jump = Duration.between(time, now).minus(passed);
		boolean even = jump.abs().compareTo(TOLERANCE) <= 0;
		if (!even) {
			log.warn("The clock of the store has jumped by {}. Campaigns that are over are kept until it has run "
					+ "evenly for {}.", jump, TRIAL);
			evenSince = read;
		}
		if (!even || passed.compareTo(TRIAL) >= 0) {
			time = now;
			tick = read;
		}
		return read - evenSince >= TRIAL.toNanos();
	}

}
