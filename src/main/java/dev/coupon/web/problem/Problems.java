package dev.coupon.web.problem;

import dev.coupon.domain.CampaignRepository.OutcomeUnknownException;
import dev.coupon.domain.CampaignRepository.OverloadedException;
import dev.coupon.domain.Outcome.Refused;
import dev.coupon.service.InvalidRequestException;
import dev.coupon.service.InvalidRequestException.Fault;
import dev.coupon.web.exchange.JsonExchange;
import dev.coupon.web.protocol.Protocols;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;

/**
 * Turns refusals, and whatever goes wrong on the way to and from a controller, into
 * problems.
 */
@RestControllerAdvice
public class Problems extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(Problems.class);

	/** Long enough for a burst to pass, short enough for a customer who waits. */
	private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

	private final JsonExchange json;

	private final Protocols protocols;

	Problems(JsonExchange json, Protocols protocols) {
		this.json = json;
		this.protocols = protocols;
	}

	/**
	 * Answers with a problem, for those who aren't asked by a controller, in the form
	 * that errors have at the request's path.
	 */
	public void answer(Problem problem, String detail, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		ProblemDetail body = problem.body();
		body.setDetail(detail);
		body.setInstance(Problem.instance(request.getRequestURI()));
		protocols.answer(body, request, response);
	}

	/** Answers that something was asked too often. */
	public void answerRateLimited(Duration retryAfter, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		sayWhenToRetry(Problem.RATE_LIMITED, retryAfter, response::setHeader);
		answer(Problem.RATE_LIMITED, Problem.RATE_LIMITED.detail(), request, response);
	}

	/** Says how long to wait, in the words of whoever may ask. */
	public static void sayWhenToRetry(Problem problem, Duration retryAfter, BiConsumer<String, String> header) {
		header.accept(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
		if (problem == Problem.RATE_LIMITED) {
			header.accept("RateLimit", "\"limit\";r=0;t=" + seconds(retryAfter));
		}
	}

	/** Answers with the problem that a refusal is. */
	public void answer(Refused<?> refused, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Problem problem = Problem.of(refused.refusal());
		if (refused.retryAfter() != null) {
			sayWhenToRetry(problem, refused.retryAfter(), response::setHeader);
		}
		ProblemDetail body = problem.body();
		body.setInstance(Problem.instance(request.getRequestURI()));
		json.write(response, problem.status().value(), MediaType.APPLICATION_PROBLEM_JSON, body);
	}

	/** The problem that a refusal is, with {@code Retry-After} where waiting helps. */
	public static ResponseEntity<Object> of(Refused<?> refused) {
		return answer(Problem.of(refused.refusal()), refused.retryAfter());
	}

	private static ResponseEntity<Object> answer(Problem problem, @Nullable Duration retryAfter) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status());
		if (retryAfter != null) {
			sayWhenToRetry(problem, retryAfter, answer::header);
		}
		return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem.body());
	}

	private static ResponseEntity<Object> answer(ProblemDetail body) {
		return ResponseEntity.status(body.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(body);
	}

	private static String seconds(Duration duration) {
		long roundedUp = duration.plusSeconds(1).minusNanos(1).toSeconds();
		return Long.toString(Math.max(1, roundedUp));
	}

	private static ResponseEntity<Object> invalid(List<Fault> faults) {
		ProblemDetail body = Problem.INVALID_REQUEST.body();
		body.setProperty("errors", faults);
		return answer(body);
	}

	@ExceptionHandler
	ResponseEntity<Object> handle(InvalidRequestException e) {
		return invalid(e.faults());
	}

	@ExceptionHandler
	ResponseEntity<Object> handle(OverloadedException e) {
		return answer(Problem.OVERLOADED, AFTER_A_FAILURE);
	}

	@ExceptionHandler
	ResponseEntity<Object> handle(OutcomeUnknownException e) {
		return answer(Problem.OUTCOME_UNKNOWN, AFTER_A_FAILURE);
	}

	@ExceptionHandler
	ResponseEntity<Object> handle(RefusedBodyException e) {
		return answer(e.problem(), null);
	}

	/** What Tomcat throws when the first parameter is asked for. */
	@ExceptionHandler
	ResponseEntity<Object> handle(InvalidParameterException e) {
		ProblemDetail body = Problem.INVALID_REQUEST.body();
		body.setDetail(
				"The query can't be read: it must name its values, at most 1,000, and percent-encode them in UTF-8.");
		return answer(body);
	}

	@ExceptionHandler
	ResponseEntity<Object> handle(JacksonException e) {
		RefusedBodyException refused = RefusedBodyException.in(e);
		if (refused != null) {
			return handle(refused);
		}
		Fault fault = JsonFaults.fault(e);
		if (fault != null) {
			return invalid(List.of(fault));
		}
		ProblemDetail body = Problem.MALFORMED_JSON.body();
		body.setDetail(JsonFaults.whereMalformed(e));
		return answer(body);
	}

	/**
	 * Anything unforeseen. An answer that is under way can't become a problem: the
	 * exception goes on to the server, which breaks the connection off, so that nobody
	 * takes the half for the whole.
	 */
	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(Exception e, HttpServletResponse response) throws Exception {
		if (response.isCommitted() && !DisconnectedClientHelper.isClientDisconnectedException(e)) {
			throw e;
		}
		return unforeseen(e);
	}

	/**
	 * Logs what happened, unless it is a client that has gone, and answers with where to
	 * find it.
	 */
	private @Nullable ResponseEntity<Object> unforeseen(Exception e) {
		if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
			return null;
		}
		log.error("Internal error", e);
		return answer(Problem.INTERNAL_ERROR, null);
	}

	@Override
	protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException e,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		if (e.getCause() instanceof JacksonException json) {
			return handle(json);
		}
		RefusedBodyException refused = RefusedBodyException.in(e);
		return refused != null ? handle(refused) : invalid(List.of(new Fault("", "a JSON object is required as body")));
	}

	@Override
	protected ResponseEntity<Object> handleHandlerMethodValidationException(HandlerMethodValidationException e,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return invalid(ParameterFaults.of(e));
	}

	@Override
	protected ResponseEntity<Object> handleTypeMismatch(TypeMismatchException e, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		String name = e instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "";
		return invalid(List.of(new Fault(name, ParameterFaults.expected(e.getRequiredType()))));
	}

	/**
	 * All else that Spring MVC knows has a status, which is enough to find the problem.
	 */
	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception e, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Problem problem = Problem.of(status);
		if (problem == Problem.INTERNAL_ERROR) {
			return unforeseen(e);
		}
		ProblemDetail answer = problem.body();
		answer.setInstance(Problem.instance(((ServletWebRequest) request).getRequest().getRequestURI()));
		return ResponseEntity.status(problem.status())
			.headers(headers)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(answer);
	}

}
