package dev.coupon.web.problem;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown while a request body is read, because it is too large or takes too long to
 * arrive.
 */
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
	 * The given exception or the first of its causes, at any depth, that has this type;
	 * null if none has.
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
