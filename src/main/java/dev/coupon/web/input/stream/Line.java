package dev.coupon.web.input.stream;

/** A line of a stream that isn't empty. */
public sealed interface Line {

	/** The number of the line in the stream, from 1 on. Empty lines count. */
	long number();

	/**
	 * A line that could be read.
	 *
	 * @param text the line without its end
	 */
	record Text(long number, String text) implements Line {
	}

	/**
	 * A line that is too long or not in UTF-8.
	 *
	 * @param fault the rule that it breaks, in words
	 */
	record Unreadable(long number, String fault) implements Line {
	}

}
