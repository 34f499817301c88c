package dev.coupon.loadtest.verdict;

/** A way in which a service can break its promise. */
enum Lie {

	/** It doesn't. */
	NONE,

	/** The second coupon has the code of the first. */
	CODE_TWICE,

	/** One coupon more than the maximum is issued. */
	ONE_TOO_MANY,

	/** With one coupon left, all others are told that there is none. */
	SOLD_OUT_TOO_EARLY,

	/** The counts have one more than was issued. */
	MISCOUNTED,

	/** The counts don't add up to the maximum. */
	WRONG_REMAINDER,

	/** The third number is left out. */
	GAP,

	/** The export lacks a coupon. */
	FORGOTTEN,

	/** The export has another code than the receiver. */
	EXCHANGED

}
