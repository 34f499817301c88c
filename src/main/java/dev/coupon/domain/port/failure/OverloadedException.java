package dev.coupon.domain.port.failure;

/**
 * Thrown when the store can't do the work now and has done nothing. A later attempt may
 * succeed.
 */
public class OverloadedException extends RuntimeException {

	public OverloadedException(String message) {
		super(message);
	}

}
