package dev.coupon.caller.rate;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes limiters of rates. The rates hold over all instances together if these share
 * buckets.
 */
public final class RateLimiters {

	private final Ticker ticker;

	private final @Nullable SharedAccess shared;

	/**
	 * @param shared the buckets that all instances share; absent if each instance limits
	 * rates alone
	 */
	public RateLimiters(@Nullable SharedBuckets shared, Ticker ticker, MeterRegistry meters) {
		this.ticker = ticker;
		this.shared = shared == null ? null : new SharedAccess(shared, ticker, meters);
	}

	/**
	 * Makes a limiter.
	 * @param name the text that tells the rate from others, and is the same in all
	 * instances
	 */
	public RateLimiter make(String name, Rate rate) {
		return shared == null || !rate.isLimit() ? new InstanceRateLimiter(rate, ticker)
				: new SharedRateLimiter(name, rate, shared, ticker);
	}

}
