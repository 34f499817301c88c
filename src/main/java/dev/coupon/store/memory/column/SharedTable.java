package dev.coupon.store.memory.column;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of numbers for use by several threads at once. It is split into many
 * tables by the first bits of the hash, because a table that grows is copied while others
 * wait. A lock guards some of the tables. A thread that finds a number sees all that was
 * written before the number was added.
 */
public final class SharedTable {

	private static final int TABLE_BITS = 12;

	private static final int LOCKS = 256;

	private final int numberBits;

	/** The tables by the first bits of the hash. A table is made for its first number. */
	private final @Nullable HashTable[] tables = new @Nullable HashTable[1 << TABLE_BITS];

	private final List<ReentrantLock> locks = Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

	/**
	 * @param numberBits how many bits the largest number has, 31 to 51
	 */
	public SharedTable(int numberBits) {
		this.numberBits = numberBits;
	}

	/** Adds a number that is not in the table, 1 or more. */
	public void add(long hash, long number) {
		addOrFind(hash, number, present -> false, present -> present);
	}

	/**
	 * Adds a number, 1 or more, unless one is there already that means the same.
	 * @param isSame tells whether a number with this hash means the same
	 * @param meaning says what that number stands for, like in {@link #find}
	 * @return what the number stands for that is there already; null if the number was
	 * added
	 */
	public <T> @Nullable T addOrFind(long hash, long number, LongPredicate isSame, LongFunction<T> meaning) {
		ReentrantLock lock = lock(hash);
		lock.lock();
		try {
			long present = table(hash).find(rest(hash), isSame);
			if (present != 0) {
				return meaning.apply(present);
			}
			table(hash).add(rest(hash), number);
			return null;
		}
		finally {
			lock.unlock();
		}
	}

	/** Removes a number that is in the table. */
	public void remove(long hash, long number) {
		ReentrantLock lock = lock(hash);
		lock.lock();
		try {
			table(hash).remove(rest(hash), number);
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Finds what a number stands for; null if the number isn't there.
	 * @param isMeant tells whether a number with this hash is the one that is meant
	 * @param meaning says what the number stands for. It is asked while the number can't
	 * be removed.
	 */
	public <T> @Nullable T find(long hash, LongPredicate isMeant, LongFunction<T> meaning) {
		ReentrantLock lock = lock(hash);
		lock.lock();
		try {
			long number = table(hash).find(rest(hash), isMeant);
			return number == 0 ? null : meaning.apply(number);
		}
		finally {
			lock.unlock();
		}
	}

	private ReentrantLock lock(long hash) {
		return locks.get(tableNumber(hash) % LOCKS);
	}

	private HashTable table(long hash) {
		int number = tableNumber(hash);
		HashTable table = tables[number];
		if (table == null) {
			table = new HashTable(numberBits);
			tables[number] = table;
		}
		return table;
	}

	private static int tableNumber(long hash) {
		return (int) (hash >>> (Long.SIZE - TABLE_BITS));
	}

	/** The bits of the hash that don't choose the table. */
	private static long rest(long hash) {
		return hash << TABLE_BITS;
	}

}
