package dev.coupon.store.batch.retry;

import org.jspecify.annotations.Nullable;

/** Thrown when a store has done nothing, and another attempt may succeed. */
public final class TryAgainException extends RuntimeException {

	public TryAgainException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
