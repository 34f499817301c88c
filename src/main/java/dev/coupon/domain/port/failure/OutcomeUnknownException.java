package dev.coupon.domain.port.failure;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the store can't tell whether it has done the work. A retry with the same
 * idempotency key finds out.
 */
public class OutcomeUnknownException extends RuntimeException {

	public OutcomeUnknownException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
