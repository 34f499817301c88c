package dev.coupon.store.memory.column;

import java.util.Arrays;

/**
 * A column of longs of any length, which are zero until they are set. It is kept in
 * chunks, so that no growth copies much.
 *
 * <p>
 * One thread at a time may set values. Others may read a value without a lock if it was
 * set before something that they have seen, such as an entry of a shared table.
 */
public final class LongColumn {

	private static final int CHUNK_BITS = 12;

	private static final int CHUNK = 1 << CHUNK_BITS;

	private static final int SMALLEST_CHUNK = 8;

	private static final long[] NONE = {};

	/** Replaced whenever a chunk is, so that readers see the values of the new chunk. */
	private volatile long[][] chunks = {};

	/** The value at a place, from 0 on. */
	public long get(int place) {
		long[][] present = chunks;
		int at = place >>> CHUNK_BITS;
		if (at >= present.length) {
			return 0;
		}
		long[] chunk = present[at];
		int offset = place & (CHUNK - 1);
		return offset < chunk.length ? chunk[offset] : 0;
	}

	/** Sets the value at a place, from 0 on. */
	public void set(int place, long value) {
		int at = place >>> CHUNK_BITS;
		int offset = place & (CHUNK - 1);
		if (at >= chunks.length || offset >= chunks[at].length) {
			grow(at, offset);
		}
		chunks[at][offset] = value;
	}

	/**
	 * Makes room. The first chunk begins small and is replaced as it grows, by a new list
	 * of chunks that readers see as a whole. Any other chunk is new, so that nobody reads
	 * it before something tells of its first value.
	 */
	private void grow(int at, int offset) {
		long[][] present = chunks;
		if (at > 0 && at < present.length) {
			present[at] = new long[CHUNK];
			return;
		}
		long[][] more = Arrays.copyOf(present, Math.max(at + 1, present.length + present.length / 2));
		Arrays.fill(more, present.length, more.length, NONE);
		int size = at > 0 ? CHUNK : Math.max(SMALLEST_CHUNK, Integer.highestOneBit(offset) << 1);
		more[at] = Arrays.copyOf(more[at], size);
		chunks = more;
	}

}
