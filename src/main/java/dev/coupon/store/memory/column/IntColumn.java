package dev.coupon.store.memory.column;

/**
 * A column of ints of any length, which are zero until they are set. Two of them share a
 * long of a {@link LongColumn}. Not for use by several threads at once.
 */
public final class IntColumn {

	private final LongColumn pairs = new LongColumn();

	/** The value at a place, from 0 on. */
	public int get(int place) {
		return (int) (pairs.get(place / 2) >>> shift(place));
	}

	/** Sets the value at a place, from 0 on. */
	public void set(int place, int value) {
		long other = pairs.get(place / 2) & (Integer.toUnsignedLong(-1) << (Integer.SIZE - shift(place)));
		pairs.set(place / 2, other | (Integer.toUnsignedLong(value) << shift(place)));
	}

	private static int shift(int place) {
		return place % 2 * Integer.SIZE;
	}

}
