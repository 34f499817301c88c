package dev.coupon.store;

import org.jspecify.annotations.Nullable;

/** Thrown when a store can't be used as it is set up. The service then doesn't start. */
public final class UnusableStoreException extends RuntimeException {

	private final String remedy;

	/**
	 * @param problem what is wrong, as a sentence
	 * @param remedy what operators can do about it, as a sentence
	 */
	public UnusableStoreException(String problem, String remedy, @Nullable Throwable cause) {
		super(problem, cause);
		this.remedy = remedy;
	}

	public String remedy() {
		return remedy;
	}

}
