package dev.coupon.security.key;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.caller.rate.InstanceRateLimiter;
import dev.coupon.caller.rate.Rate;
import dev.coupon.caller.rate.RateLimiter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The unknown keys that each address has sent lately. Each key is counted by itself,
 * because clients share addresses: one client with a wrong key must not use up the
 * patience for another. An address that sends many different keys may be guessing, so
 * their number is limited as well. Each instance counts alone, because strangers must not
 * be able to fill the store.
 */
public final class WrongKeys {

	private final RateLimiter failures;

	private final RateLimiter repetitions;

	/**
	 * @param rate the rate at which an address may send one unknown key, and the rate at
	 * which it may send unknown keys that are new
	 */
	public WrongKeys(Rate rate, Ticker ticker) {
		this.failures = new InstanceRateLimiter(rate, ticker);
		this.repetitions = new InstanceRateLimiter(rate.isLimit() ? new Rate(1, rate.per()) : rate, ticker);
	}

	/**
	 * Counts an unknown key; returns how long to wait if that was too often, and null if
	 * it was not.
	 */
	public @Nullable Duration count(String address, String fingerprint) {
		String key = address + ' ' + fingerprint;
		boolean isNew = repetitions.count(key) == null;
		Duration wait = failures.count(key);
		return wait == null && isNew ? failures.count(address) : wait;
	}

}
