package dev.coupon.web.problem;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A body was refused while it was read: it is too large, or takes too long to arrive. */
public final class RefusedBodyException extends IOException {

	private final Problem problem;

	public RefusedBodyException(Problem problem) {
		super(problem.code());
		this.problem = problem;
	}

	public Problem problem() {
		return problem;
	}

	/**
	 * The one that an exception has for a cause, however far down; null if there is none.
	 */
	static @Nullable RefusedBodyException in(@Nullable Throwable e) {
		for (Throwable cause = e; cause != null; cause = cause.getCause()) {
			if (cause instanceof RefusedBodyException found) {
				return found;
			}
		}
		return null;
	}

}
