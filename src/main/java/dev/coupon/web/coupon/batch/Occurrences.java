package dev.coupon.web.coupon.batch;

import dev.coupon.web.coupon.batch.row.BatchBody;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the rows that have the same user. The same rows in the same order always get
 * the same numbers, and no two rows of a user get the same one. The rows of the first
 * 1,000 users are numbered 1, 2, 3 and so on, whatever other rows there are, so that a
 * part of a small batch can be sent again.
 *
 * <p>
 * The memory that is used doesn't depend on the number of rows: each further user has a
 * counter in each of several tables, which it may share with other users, and the lowest
 * of them counts (a count-min sketch). So a number may be higher than the true one, which
 * does no harm to those who send all rows again.
 */
final class Occurrences {

	/** The number of users who are counted exactly. A batch in JSON has no more. */
	private static final int EXACT = BatchBody.MAX;

	private static final int TABLES = 4;

	private static final int SIZE = 1 << 16;

	/** The prime of the hash FNV-1a. */
	private static final int PRIME = 0x01000193;

	private final Map<String, Integer> exact = new HashMap<>();

	private final int[][] counts = new int[TABLES][SIZE];

	/** Counts a row of a user; returns its number, 1 or more. */
	int next(String userId) {
		return exact.size() < EXACT || exact.containsKey(userId) ? exact.merge(userId, 1, Integer::sum)
				: lowest(userId);
	}

	private int lowest(String userId) {
		int hash = userId.hashCode();
		int other = other(userId);
		int lowest = Integer.MAX_VALUE;
		for (int[] table : counts) {
			lowest = Math.min(lowest, ++table[(hash ^ (hash >>> Short.SIZE)) & (SIZE - 1)]);
			hash += other;
		}
		return lowest;
	}

	/** A second hash, so that users with the same hash have different counters. */
	private static int other(String userId) {
		int hash = 0;
		for (int i = 0; i < userId.length(); i++) {
			hash = (hash ^ userId.charAt(i)) * PRIME;
		}
		return hash | 1;
	}

}
