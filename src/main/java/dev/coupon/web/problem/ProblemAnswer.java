package dev.coupon.web.problem;

import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * A problem as the answer to one request (RFC 9457). All problems are made here.
 * {@link ProblemWriter} writes them, and controllers return them as a
 * {@link #toResponseEntity response entity}.
 *
 * @param headers the headers that belong to the problem, such as {@code Retry-After}
 * @param body the problem's body, which also has the status
 */
public record ProblemAnswer(HttpHeaders headers, ProblemDetail body) {

	/**
	 * The key of the request's id in the logging context (MDC). Tracing uses the same
	 * key.
	 */
	public static final String REQUEST_ID = "traceId";

	/**
	 * The time to wait after a failure of the service: long enough for a burst to pass,
	 * short enough for a customer who waits.
	 */
	private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

	/** The answer for a problem, with the detail text of the table. */
	public static ProblemAnswer of(Problem problem) {
		return of(problem, problem.detail());
	}

	/** The answer for a problem, with another detail text. */
	public static ProblemAnswer of(Problem problem, String detail) {
		Duration retryAfter = problem.status() == HttpStatus.SERVICE_UNAVAILABLE ? AFTER_A_FAILURE : null;
		return new ProblemAnswer(headers(problem, retryAfter), body(problem, detail));
	}

	/**
	 * The answer to a refused operation, with {@code Retry-After} where waiting helps.
	 */
	public static ProblemAnswer of(Refused<?> refused) {
		Problem problem = Problem.of(refused.refusal());
		return new ProblemAnswer(headers(problem, refused.retryAfter()), body(problem, problem.detail()));
	}

	/**
	 * The answer to a caller who has asked too often and may ask again after this time.
	 */
	public static ProblemAnswer rateLimited(Duration retryAfter) {
		Problem problem = Problem.RATE_LIMITED;
		return new ProblemAnswer(headers(problem, retryAfter), body(problem, problem.detail()));
	}

	/** The answer to a request with these faults. */
	public static ProblemAnswer invalid(List<Fault> faults) {
		ProblemAnswer answer = of(Problem.INVALID_REQUEST);
		answer.body.setProperty("errors", faults);
		return answer;
	}

	/**
	 * The answer to a request for which the server or the framework gives only a status.
	 * @param fault what is wrong with an invalid request; absent if that isn't known
	 */
	public static ProblemAnswer of(HttpStatusCode status, @Nullable String fault) {
		Problem problem = Problem.of(status);
		return of(problem, problem == Problem.INVALID_REQUEST ? Objects.requireNonNullElse(fault, NOT_VALID_HTTP)
				: problem.detail());
	}

	private static final String NOT_VALID_HTTP = """
			The request is not valid HTTP: mend its first line, its headers or the length of its body.""";

	private static HttpHeaders headers(Problem problem, @Nullable Duration retryAfter) {
		if (retryAfter == null) {
			return HttpHeaders.EMPTY;
		}
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
		if (problem == Problem.RATE_LIMITED) {
			headers.set("RateLimit", "\"limit\";r=0;t=" + seconds(retryAfter));
		}
		return headers;
	}

	private static String seconds(Duration duration) {
		long roundedUp = duration.plusSeconds(1).minusNanos(1).toSeconds();
		return Long.toString(Math.max(1, roundedUp));
	}

	private static ProblemDetail body(Problem problem, String detail) {
		ProblemDetail body = ProblemDetail.forStatusAndDetail(problem.status(), detail);
		body.setType(problem.type());
		body.setTitle(problem.title());
		body.setProperty("code", problem.code());
		String requestId = MDC.get(REQUEST_ID);
		if (requestId != null) {
			body.setProperty("requestId", requestId);
		}
		return body;
	}

	/** The same answer with further headers. */
	public ProblemAnswer with(HttpHeaders further) {
		HttpHeaders all = new HttpHeaders();
		all.putAll(headers);
		all.putAll(further);
		return new ProblemAnswer(all, body);
	}

	/** The same answer with a further header. */
	public ProblemAnswer with(String name, String value) {
		HttpHeaders further = new HttpHeaders();
		further.set(name, value);
		return with(further);
	}

	/** The answer as controllers return it. */
	public ResponseEntity<Object> toResponseEntity() {
		return ResponseEntity.status(body.getStatus())
			.headers(headers)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(body);
	}

}
