package dev.coupon.store.valkey.node;

import org.jspecify.annotations.Nullable;

/** Thrown when a node didn't answer, so that it is unknown what it has done. */
public final class UnansweredException extends RuntimeException {

	UnansweredException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
