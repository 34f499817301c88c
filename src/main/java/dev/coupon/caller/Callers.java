package dev.coupon.caller;

/** Tells which caller is sending the current request. */
@FunctionalInterface
public interface Callers {

	/** The caller for whom the current thread works. */
	Caller current();

}
