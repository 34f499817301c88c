package dev.coupon.store.memory.column;

import java.util.function.LongPredicate;

/**
 * A hash table of numbers. A slot holds the first bits of the hash, and the number in the
 * bits that are left; an empty slot is zero. An entry is in the first free slot from its
 * home on, and its home follows from the bits of the hash. So the table can grow, and
 * close the gaps of entries that are removed, without looking at what the numbers stand
 * for (linear probing; Knuth, The Art of Computer Programming, volume 3, section 6.4,
 * algorithms L and R). Not for use by several threads at once.
 */
public final class HashTable {

	private static final int SMALLEST = 8;

	private final int numberBits;

	private long[] slots = new long[SMALLEST];

	private int size;

	/**
	 * @param numberBits how many bits the largest number has, 31 to 51
	 */
	public HashTable(int numberBits) {
		this.numberBits = numberBits;
	}

	/** The number of entries. */
	public int size() {
		return size;
	}

	/**
	 * Finds a number by its hash; 0 if there is none.
	 * @param isMeant tells whether a number with this hash is the one that is meant
	 */
	public long find(long hash, LongPredicate isMeant) {
		for (int at = home(hash); slots[at] != 0; at = after(at)) {
			if ((slots[at] ^ hash) >>> numberBits == 0 && isMeant.test(number(slots[at]))) {
				return number(slots[at]);
			}
		}
		return 0;
	}

	/** Adds a number that is not in the table, and is not 0. */
	public void add(long hash, long number) {
		if (++size * 4 > slots.length * 3) {
			resize(slots.length + slots.length / 2);
		}
		put(entry(hash, number));
	}

	private void put(long entry) {
		int at = home(entry);
		while (slots[at] != 0) {
			at = after(at);
		}
		slots[at] = entry;
	}

	/** Removes a number that is in the table. */
	public void remove(long hash, long number) {
		long entry = entry(hash, number);
		int at = home(entry);
		while (slots[at] != entry) {
			at = after(at);
		}
		closeGap(at);
		if (--size * 4 < slots.length && slots.length > SMALLEST) {
			resize(Math.max(SMALLEST, slots.length / 2));
		}
	}

	/** Moves entries back into the gap that others found on the way from their home. */
	private void closeGap(int from) {
		int gap = from;
		for (int at = after(gap); slots[at] != 0; at = after(at)) {
			if (distance(home(slots[at]), at) >= distance(gap, at)) {
				slots[gap] = slots[at];
				gap = at;
			}
		}
		slots[gap] = 0;
	}

	private void resize(int capacity) {
		long[] old = slots;
		slots = new long[capacity];
		for (long entry : old) {
			if (entry != 0) {
				put(entry);
			}
		}
	}

	/** The home of an entry or a hash: the same part of the slots as of all hashes. */
	private int home(long hash) {
		return (int) (((hash >>> numberBits) * slots.length) >>> (Long.SIZE - numberBits));
	}

	private int after(int slot) {
		return slot + 1 == slots.length ? 0 : slot + 1;
	}

	private int distance(int from, int to) {
		return to >= from ? to - from : to - from + slots.length;
	}

	private long entry(long hash, long number) {
		return ((hash >>> numberBits) << numberBits) | number;
	}

	private long number(long entry) {
		return entry & ((1L << numberBits) - 1);
	}

	/** The parts into which a table is split by the first bits of the hash. */
	HashTable[] split(int bits) {
		HashTable[] parts = new HashTable[1 << bits];
		for (int i = 0; i < parts.length; i++) {
			parts[i] = new HashTable(numberBits + bits);
		}
		for (long entry : slots) {
			if (entry != 0) {
				parts[(int) (entry >>> (Long.SIZE - bits))].add((entry >>> numberBits) << (numberBits + bits),
						number(entry));
			}
		}
		return parts;
	}

}
