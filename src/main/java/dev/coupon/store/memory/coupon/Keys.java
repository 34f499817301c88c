package dev.coupon.store.memory.coupon;

import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.store.memory.column.IntColumn;
import dev.coupon.store.memory.column.KeyedHash;
import dev.coupon.store.memory.column.LongColumn;
import dev.coupon.store.memory.column.SplitTable;

/**
 * The idempotency keys with which coupons of a campaign were issued. Two hashes of 64
 * bits are kept of each key. They stand for the key, because nobody who doesn't know
 * their secrets can find two keys with the same ones, and by chance this doesn't happen.
 */
public final class Keys {

	private final Hashes hashes;

	private final LongColumn kept = new LongColumn();

	private final IntColumn sequences = new IntColumn();

	private final SplitTable byHash = new SplitTable();

	private int size;

	/** The hashes of keys. */
	public record Hashes(KeyedHash first, KeyedHash second) {
	}

	public Keys(Hashes hashes) {
		this.hashes = hashes;
	}

	/** The number of the coupon that was issued with a key; 0 if there is none. */
	public int find(RequestKey key) {
		String text = key.unique();
		long first = hashes.first.of(text);
		long second = hashes.second.of(text);
		return sequences.get(byHash.find(first,
				number -> kept.get(2 * (int) number) == first && kept.get(2 * (int) number + 1) == second));
	}

	/** Adds the key with which a coupon is issued. */
	public void add(RequestKey key, int sequence) {
		String text = key.unique();
		long first = hashes.first.of(text);
		int number = ++size;
		kept.set(2 * number, first);
		kept.set(2 * number + 1, hashes.second.of(text));
		sequences.set(number, sequence);
		byHash.add(first, number);
	}

}
