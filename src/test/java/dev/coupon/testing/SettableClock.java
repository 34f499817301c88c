package dev.coupon.testing;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told to move. */
public final class SettableClock extends Clock {

	private volatile Instant now;

	private volatile Duration passed = Duration.ZERO;

	public SettableClock(Instant now) {
		this.now = now;
	}

	/** Lets time pass. */
	public void advance(Duration duration) {
		now = now.plus(duration);
		passed = passed.plus(duration);
	}

	/** Sets the clock forward, or back by a negative duration, while no time passes. */
	public void correct(Duration duration) {
		now = now.plus(duration);
	}

	/** The time that has passed, whatever the clock was set to. */
	public Ticker ticker() {
		return () -> passed.toNanos();
	}

	@Override
	public Instant instant() {
		return now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return Clock.fixed(now, zone);
	}

}
