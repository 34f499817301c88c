package dev.coupon.caller;

/** Tells which caller is sending the current request. */
@FunctionalInterface
public interface Callers {

	/** The caller for whom the current thread works. */
	Caller current();

	/**
	 * A task that does the same as another one for the caller for whom the current thread
	 * works, whichever thread runs it.
	 */
	default Runnable forCurrent(Runnable task) {
		return forCaller(current(), task);
	}

	/**
	 * A task that does the same as another one for a caller, whichever thread runs it.
	 */
	default Runnable forCaller(Caller caller, Runnable task) {
		return task;
	}

}
