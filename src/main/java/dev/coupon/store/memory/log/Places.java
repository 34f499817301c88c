package dev.coupon.store.memory.log;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Places in the feed, in their order. */
final class Places {

	private int[] places = new int[2];

	private int size;

	/** Adds a place, which is after all others. */
	void add(int place) {
		if (size == places.length) {
			places = Arrays.copyOf(places, 2 * size);
		}
		places[size++] = place;
	}

	/**
	 * The first place that is not before another.
	 * @param end the result if there is none
	 */
	int first(int from, int end) {
		int found = Arrays.binarySearch(places, 0, size, from);
		int at = found < 0 ? -1 - found : found;
		return at < size ? places[at] : end;
	}

	/** Removes the places that fulfil a condition, and tells whether none is left. */
	boolean removeIf(IntPredicate condition) {
		places = Arrays.stream(places, 0, size).filter(condition.negate()).toArray();
		size = places.length;
		return size == 0;
	}

}
