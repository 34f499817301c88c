package dev.coupon.web.call;

import dev.coupon.web.problem.ProblemAnswer;

/** Thrown when a caller may not make a call. */
public final class RefusedCallException extends RuntimeException {

	private final transient ProblemAnswer answer;

	/**
	 * @param answer the answer that the same request would get from the REST API
	 */
	public RefusedCallException(ProblemAnswer answer) {
		super(answer.body().getDetail());
		this.answer = answer;
	}

	public ProblemAnswer answer() {
		return answer;
	}

}
