package dev.coupon.store;

import org.jspecify.annotations.Nullable;

/** A store can't be used as it is set up; the service doesn't start. */
public final class UnusableStoreException extends RuntimeException {

	private final String remedy;

	/**
	 * @param problem a sentence
	 * @param remedy a sentence that tells operators what to do
	 */
	public UnusableStoreException(String problem, String remedy, @Nullable Throwable cause) {
		super(problem, cause);
		this.remedy = remedy;
	}

	public String remedy() {
		return remedy;
	}

}
