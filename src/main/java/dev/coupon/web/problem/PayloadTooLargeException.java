package dev.coupon.web.problem;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The body turned out larger than accepted while it was read. */
public final class PayloadTooLargeException extends IOException {

	public PayloadTooLargeException() {
		super(Problem.PAYLOAD_TOO_LARGE.code());
	}

	/**
	 * The one that an exception has for a cause, however far down; null if there is none.
	 */
	static @Nullable PayloadTooLargeException in(@Nullable Throwable e) {
		for (Throwable cause = e; cause != null; cause = cause.getCause()) {
			if (cause instanceof PayloadTooLargeException found) {
				return found;
			}
		}
		return null;
	}

}
