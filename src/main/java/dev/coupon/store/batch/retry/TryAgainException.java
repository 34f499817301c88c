package dev.coupon.store.batch.retry;

/** Thrown when a store has done nothing, and another attempt may succeed. */
public final class TryAgainException extends RuntimeException {

	public TryAgainException(String message, Throwable cause) {
		super(message, cause);
	}

}
