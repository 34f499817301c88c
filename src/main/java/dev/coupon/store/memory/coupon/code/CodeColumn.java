package dev.coupon.store.memory.coupon.code;

/**
 * The codes of a campaign by the sequence numbers of their coupons. One thread at a time
 * may write. Others may read a code without a lock if it was written before something
 * that they have seen, such as an entry of the index.
 */
public sealed interface CodeColumn permits DrawnCodes, StockedCodes {

	/** Writes a code. What was written for this number before is replaced. */
	void write(int sequence, String code);

	/** Reads a code that was written. */
	String read(int sequence);

	/** Tells whether this is the code of a number. */
	boolean is(int sequence, String code);

}
