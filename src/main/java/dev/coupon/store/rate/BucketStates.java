package dev.coupon.store.rate;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The states of buckets, as a store keeps them. A state is a text of letters, digits,
 * {@code +}, {@code /} and {@code =}.
 */
public interface BucketStates {

	/**
	 * Lets some buckets take their turns: reads their states, and replaces them. Nobody
	 * else changes a bucket between the state that its turn is given and the state that
	 * the turn returns. A turn may be taken again; all that it did before was undone
	 * then.
	 * @param turns the turns, by the ids of their buckets
	 * @throws RuntimeException if the store doesn't answer; turns may have been taken
	 */
	void take(Map<String, Turn> turns);

	/** The requests to a bucket that are done together. */
	interface Turn {

		/**
		 * Takes the turn; returns the state that the bucket gets, or null if it keeps the
		 * one that it has.
		 * @param state the state of the bucket; absent if it is full
		 * @param now the store's time
		 */
		@Nullable Next take(@Nullable String state, Instant now);

	}

	/**
	 * The next state of a bucket.
	 *
	 * @param life how long until the bucket is full again, so that the state can be
	 * forgotten
	 */
	record Next(String state, Duration life) {
	}

}
