package dev.coupon.procedure;

import dev.coupon.caller.ForbiddenException;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.web.call.RefusedCallException;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/** An error that a call gets instead of a response. */
public final class CallException extends RuntimeException {

	private static final Logger log = LoggerFactory.getLogger(CallException.class);

	private final Code code;

	private final transient HttpHeaders headers;

	public CallException(Code code, String message) {
		this(code, message, HttpHeaders.EMPTY);
	}

	private CallException(Code code, String message, HttpHeaders headers) {
		super(message);
		this.code = code;
		this.headers = headers;
	}

	/** The error for a problem. */
	public static CallException of(ProblemAnswer problem) {
		Code code = Code.of(problem.body().getStatus());
		return new CallException(code,
				Objects.requireNonNullElse(problem.body().getDetail(), String.valueOf(problem.body().getTitle())),
				problem.headers());
	}

	/**
	 * The error for a call that failed with an exception, which is logged if it is a
	 * fault of the service.
	 */
	public static CallException of(RuntimeException e) {
		return switch (e) {
			case CallException error -> error;
			case RefusedCallException refused -> of(refused.answer());
			case ForbiddenException forbidden -> of(ProblemAnswer.of(Problem.FORBIDDEN, forbidden.detail()));
			case OverloadedException overloaded -> of(ProblemAnswer.of(Problem.OVERLOADED));
			case OutcomeUnknownException unknown -> new CallException(Code.UNKNOWN, Problem.OUTCOME_UNKNOWN.detail());
			default -> {
				log.error("Internal error", e);
				yield of(ProblemAnswer.of(Problem.INTERNAL_ERROR));
			}
		};
	}

	public Code code() {
		return code;
	}

	/** The message for the client. */
	public String text() {
		return String.valueOf(getMessage());
	}

	/** The headers that belong to the error, such as {@code Retry-After}. */
	public HttpHeaders headers() {
		return headers;
	}

}
