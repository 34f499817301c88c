package dev.coupon.connect.protocol;

import dev.coupon.procedure.CallException;
import dev.coupon.procedure.Code;
import dev.coupon.web.problem.ProblemAnswer;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** An error as the Connect protocol answers it: with an HTTP status and headers. */
public final class ConnectException extends RuntimeException {

	private final Code code;

	private final HttpStatus status;

	private final transient HttpHeaders headers;

	/** Makes an error with headers, and with another status than the one of its code. */
	public ConnectException(Code code, HttpStatus status, String message, HttpHeaders headers) {
		super(message);
		this.code = code;
		this.status = status;
		this.headers = headers;
	}

	public ConnectException(Code code, String message) {
		this(code, status(code), message, HttpHeaders.EMPTY);
	}

	/** The error of this protocol for the error of a call. */
	static ConnectException of(CallException error) {
		return new ConnectException(error.code(), status(error.code()), error.text(), error.headers());
	}

	/**
	 * The error of this protocol for a problem. A fault of HTTP keeps its status.
	 */
	static ConnectException of(ProblemAnswer problem) {
		CallException error = CallException.of(problem);
		boolean isOfHttp = error.code() == Code.UNKNOWN || error.code() == Code.UNIMPLEMENTED;
		return isOfHttp ? new ConnectException(error.code(), HttpStatus.valueOf(problem.body().getStatus()),
				error.text(), error.headers()) : of(error);
	}

	private static HttpStatus status(Code code) {
		return switch (code) {
			case INVALID_ARGUMENT -> HttpStatus.BAD_REQUEST;
			case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
			case PERMISSION_DENIED -> HttpStatus.FORBIDDEN;
			case NOT_FOUND -> HttpStatus.NOT_FOUND;
			case RESOURCE_EXHAUSTED -> HttpStatus.TOO_MANY_REQUESTS;
			case UNKNOWN, INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
			case UNIMPLEMENTED -> HttpStatus.NOT_IMPLEMENTED;
			case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
			case DEADLINE_EXCEEDED -> HttpStatus.GATEWAY_TIMEOUT;
		};
	}

	/** The code as the protocol writes it, such as {@code invalid_argument}. */
	String code() {
		return code.name().toLowerCase(Locale.ROOT);
	}

	HttpStatus status() {
		return status;
	}

	/** The message for the client. */
	String text() {
		return String.valueOf(getMessage());
	}

	/** The headers that belong to the error, such as {@code Retry-After}. */
	HttpHeaders headers() {
		return headers;
	}

}
