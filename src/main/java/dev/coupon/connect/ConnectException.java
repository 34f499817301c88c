package dev.coupon.connect;

import dev.coupon.web.problem.Problem;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** A call that gets an error and no response. */
final class ConnectException extends RuntimeException {

	/**
	 * The protocol's words for what can go wrong here, and the HTTP statuses they have.
	 */
	enum Code {

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

		/** What an error that was found by others means, by its status. */
		static Code of(HttpStatusCode status) {
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

		/** As it is written, such as {@code invalid_argument}. */
		String code() {
			return code;
		}

	}

	private final Code code;

	private final HttpStatus status;

	private final transient @Nullable Duration retryAfter;

	private ConnectException(Code code, HttpStatus status, String message, @Nullable Duration retryAfter) {
		super(message);
		this.code = code;
		this.status = status;
		this.retryAfter = retryAfter;
	}

	/** One with a status that isn't its code's own. */
	ConnectException(Code code, HttpStatus status, String message) {
		this(code, status, message, null);
	}

	ConnectException(Code code, String message) {
		this(code, code.status(), message);
	}

	/** What others found, by the status that they have for it. */
	static ConnectException of(HttpStatus found, String message) {
		Code code = Code.of(found);
		boolean isOfHttp = code == Code.UNKNOWN || code == Code.UNIMPLEMENTED;
		return new ConnectException(code, isOfHttp ? found : code.status(), message);
	}

	static ConnectException of(Problem problem) {
		return of(problem.status(), problem.detail());
	}

	/** One for who asks too often. */
	static ConnectException rateLimited(@Nullable Duration retryAfter) {
		return new ConnectException(Code.RESOURCE_EXHAUSTED, Code.RESOURCE_EXHAUSTED.status(),
				Problem.RATE_LIMITED.detail(), retryAfter);
	}

	Code code() {
		return code;
	}

	HttpStatus status() {
		return status;
	}

	/** What went wrong, in words for the client. */
	String text() {
		return String.valueOf(getMessage());
	}

	/** When to ask again, for who asked too often; absent for all else. */
	@Nullable Duration retryAfter() {
		return retryAfter;
	}

}
