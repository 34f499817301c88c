package dev.coupon.caller;

/** Knows who is asking. */
@FunctionalInterface
public interface Callers {

	/** Who asked for what the present thread does. */
	Caller current();

}
