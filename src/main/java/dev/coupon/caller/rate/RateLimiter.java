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
	 * Counts nothing; returns how long to wait if some more requests would be too many,
	 * and null if all of them would be allowed.
	 * @param requests how many there would be, 1 or more
	 */
	@Nullable Duration look(String who, int requests);

}
