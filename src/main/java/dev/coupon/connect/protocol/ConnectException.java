package dev.coupon.connect.protocol;

import dev.coupon.web.problem.ProblemAnswer;
import java.util.Locale;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** An error of the Connect protocol, which a call gets instead of a response. */
public final class ConnectException extends RuntimeException {

	/** The codes of the protocol that are used here, with their HTTP statuses. */
	public enum Code {

		INVALID_ARGUMENT(HttpStatus.BAD_REQUEST), UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
		PERMISSION_DENIED(HttpStatus.FORBIDDEN), NOT_FOUND(HttpStatus.NOT_FOUND),
		RESOURCE_EXHAUSTED(HttpStatus.TOO_MANY_REQUESTS), UNKNOWN(HttpStatus.INTERNAL_SERVER_ERROR),
		INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR), UNIMPLEMENTED(HttpStatus.NOT_IMPLEMENTED),
		UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE), DEADLINE_EXCEEDED(HttpStatus.GATEWAY_TIMEOUT);

		private final HttpStatus status;

		private final String code = name().toLowerCase(Locale.ROOT);

		Code(HttpStatus status) {
			this.status = status;
		}

		/**
		 * The code for an error that was found outside the protocol, by its HTTP status.
		 */
		public static Code of(HttpStatusCode status) {
			return switch (status.value()) {
				case 401 -> UNAUTHENTICATED;
				case 403 -> PERMISSION_DENIED;
				case 404 -> UNIMPLEMENTED;
				case 405, 406, 415 -> UNKNOWN;
				case 413, 429 -> RESOURCE_EXHAUSTED;
				case 503 -> UNAVAILABLE;
				case 408, 504 -> DEADLINE_EXCEEDED;
				default -> status.is4xxClientError() ? INVALID_ARGUMENT : INTERNAL;
			};
		}

		HttpStatus status() {
			return status;
		}

		/** The code as the protocol writes it, such as {@code invalid_argument}. */
		String code() {
			return code;
		}

	}

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
		this(code, code.status(), message, HttpHeaders.EMPTY);
	}

	/** The error of this protocol for a problem. */
	public static ConnectException of(ProblemAnswer problem) {
		HttpStatus found = HttpStatus.valueOf(problem.body().getStatus());
		Code code = Code.of(found);
		boolean isOfHttp = code == Code.UNKNOWN || code == Code.UNIMPLEMENTED;
		String message = Objects.requireNonNullElse(problem.body().getDetail(), found.getReasonPhrase());
		return new ConnectException(code, isOfHttp ? found : code.status(), message, problem.headers());
	}

	Code code() {
		return code;
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
