package dev.coupon.caller.rate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of tokens that all instances of the service share. A bucket has as many
 * tokens as its rate allows requests. Each request takes one, and they come back as
 * evenly as the rate says. The time is that of the store that keeps the buckets.
 */
public interface SharedBuckets {

	/**
	 * A request to a bucket.
	 *
	 * @param id the text that tells the bucket from all others, of a fixed length and of
	 * letters, digits, hyphens and underscores
	 * @param rate the rate of the bucket, which is always the same
	 * @param tokens how many tokens to ask for, 1 or more
	 * @param taking whether to take them, or only to look
	 */
	record Ask(String id, Rate rate, int tokens, boolean taking) {
	}

	/**
	 * The level of a bucket, after tokens were taken if they were to be taken.
	 *
	 * @param left the number of tokens that are left, 0 or more
	 * @param emptyFor how long until there are enough tokens; absent if they were taken,
	 * or could be
	 */
	record Level(long left, @Nullable Duration emptyFor) {
	}

	/**
	 * Asks a bucket.
	 * @throws RuntimeException if it can't be reached; tokens may have been taken
	 */
	Level ask(Ask ask);

}
