package dev.coupon.store.model;

import java.util.stream.LongStream;

/** The seeds of random sequences. */
public final class Seeds {

	private Seeds() {
	}

	/**
	 * The seeds of a test: as many as usual from 0 on, unless the system properties
	 * {@code model.seed} (the first one) and {@code model.sequences} (how many) say
	 * otherwise.
	 */
	public static LongStream of(int usual) {
		long first = Long.getLong("model.seed", 0);
		return LongStream.range(first, first + Integer.getInteger("model.sequences", usual));
	}

}
