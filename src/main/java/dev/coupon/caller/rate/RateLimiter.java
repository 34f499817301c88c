package dev.coupon.caller.rate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of requests, for each requester alone. A requester may make as many
 * requests in one burst as the rate allows in its time. After that, it may make further
 * requests as evenly as the rate allows.
 */
public interface RateLimiter {

	/**
	 * Counts one request; returns how long to wait if that was too many, and null if it
	 * was allowed.
	 */
	@Nullable Duration count(String who);

	/**
	 * Counts nothing; returns how long to wait if one more request would be too many, and
	 * null if it would be allowed.
	 */
	@Nullable Duration look(String who);

}
