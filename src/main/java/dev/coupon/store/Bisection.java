package dev.coupon.store;

import java.util.function.IntPredicate;

/** Searches by halving. */
public final class Bisection {

	private Bisection() {
	}

	/**
	 * The first number of a range for which a condition holds, given that it holds for
	 * all after it, too.
	 * @param from the beginning of the range
	 * @param to the end of the range, excluded; the result if the condition holds for
	 * none
	 */
	public static int first(int from, int to, IntPredicate condition) {
		int low = from;
		int high = to;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (condition.test(middle)) {
				high = middle;
			}
			else {
				low = middle + 1;
			}
		}
		return low;
	}

}
