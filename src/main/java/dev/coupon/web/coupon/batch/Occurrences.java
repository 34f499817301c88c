package dev.coupon.web.coupon.batch;

/**
 * Numbers the rows that have the same user. The same rows in the same order always get
 * the same numbers, and no two rows of a user get the same one.
 *
 * <p>
 * The memory that is used doesn't depend on the number of rows: each user has a counter
 * in each of several tables, which it may share with other users, and the lowest of them
 * counts (a count-min sketch). So a number may be higher than the true one, which does no
 * harm, because it is used only to tell rows apart.
 */
final class Occurrences {

	private static final int TABLES = 4;

	private static final int SIZE = 1 << 16;

	private static final int[] FACTORS = { 0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F };

	private final int[][] counts = new int[TABLES][SIZE];

	/** Counts a row of a user; returns its number, 1 or more. */
	int next(String userId) {
		int hash = userId.hashCode();
		int lowest = Integer.MAX_VALUE;
		for (int i = 0; i < TABLES; i++) {
			int mixed = hash * FACTORS[i];
			lowest = Math.min(lowest, ++counts[i][(mixed ^ (mixed >>> 15)) >>> 16]);
		}
		return lowest;
	}

}
