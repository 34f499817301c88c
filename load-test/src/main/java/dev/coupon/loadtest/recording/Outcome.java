package dev.coupon.loadtest.recording;

/** How a request ended. */
public enum Outcome {

	/** With the answer it was made for. */
	SUCCEEDED,

	/**
	 * With the news that all coupons are issued: as it should, for who comes too late.
	 */
	EXHAUSTED,

	/** With any other answer, or none. */
	FAILED

}
