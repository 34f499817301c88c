package dev.coupon.store.memory.column;

import java.util.function.LongPredicate;

/**
 * A hash table of numbers from 1 to 2^31-1 that is split into parts, once, when it is
 * still small. A table that grows is copied, and nobody waits for more than the copying
 * of a part. Not for use by several threads at once.
 */
public final class SplitTable {

	private static final int NUMBER_BITS = 31;

	private static final int SPLIT_AT = 4_096;

	private static final int PART_BITS = 8;

	private HashTable[] parts = { new HashTable(NUMBER_BITS) };

	/**
	 * Finds a number by its hash; 0 if there is none.
	 * @param isMeant tells whether a number with this hash is the one that is meant
	 */
	public int find(long hash, LongPredicate isMeant) {
		return (int) part(hash).find(rest(hash), isMeant);
	}

	/** Adds a number that is not in the table. */
	public void add(long hash, int number) {
		if (parts.length == 1 && parts[0].size() == SPLIT_AT) {
			parts = parts[0].split(PART_BITS);
		}
		part(hash).add(rest(hash), number);
	}

	private HashTable part(long hash) {
		return parts.length == 1 ? parts[0] : parts[(int) (hash >>> (Long.SIZE - PART_BITS))];
	}

	/** The bits of the hash that don't choose the part. */
	private long rest(long hash) {
		return parts.length == 1 ? hash : hash << PART_BITS;
	}

}
