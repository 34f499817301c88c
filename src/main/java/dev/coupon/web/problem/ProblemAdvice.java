package dev.coupon.web.problem;

import dev.coupon.caller.ForbiddenException;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
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

/** Turns the exceptions of controllers and of Spring MVC into problems. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

	@ExceptionHandler
	ResponseEntity<Object> handle(InvalidRequestException e) {
		return ProblemAnswer.invalid(e.faults()).toResponseEntity();
	}

	@ExceptionHandler
	ResponseEntity<Object> handle(ForbiddenException e) {
		return ProblemAnswer.of(Problem.FORBIDDEN, e.detail()).toResponseEntity();
	}

	@ExceptionHandler
	ResponseEntity<Object> handle(OverloadedException e) {
		return ProblemAnswer.of(Problem.OVERLOADED).toResponseEntity();
	}

	@ExceptionHandler
	ResponseEntity<Object> handle(OutcomeUnknownException e) {
		return ProblemAnswer.of(Problem.OUTCOME_UNKNOWN).toResponseEntity();
	}

	@ExceptionHandler
	ResponseEntity<Object> handle(RefusedBodyException e) {
		return ProblemAnswer.of(e.problem()).toResponseEntity();
	}

	/**
	 * Handles a query that can't be read. Tomcat throws this exception when the first
	 * parameter is read.
	 */
	@ExceptionHandler
	ResponseEntity<Object> handle(InvalidParameterException e) {
		return ProblemAnswer.of(Problem.INVALID_REQUEST,
				"The query can't be read: it must name its values, at most 1,000, and percent-encode them in UTF-8.")
			.toResponseEntity();
	}

	@ExceptionHandler
	ResponseEntity<Object> handle(JacksonException e) {
		RefusedBodyException refused = RefusedBodyException.in(e);
		return refused != null ? handle(refused) : JsonFaults.answer(e, false).toResponseEntity();
	}

	/**
	 * Handles any other exception. If the answer is already being sent, it can't become a
	 * problem. Then the exception is passed on to the server, which closes the
	 * connection, so that no client takes half an answer for a whole one.
	 */
	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(Exception e, HttpServletResponse response) throws Exception {
		if (response.isCommitted() && !DisconnectedClientHelper.isClientDisconnectedException(e)) {
			throw e;
		}
		return unforeseen(e);
	}

	/**
	 * Logs the exception and answers with an internal error, whose request id leads to
	 * the log. Returns null and logs nothing if the client has disconnected.
	 */
	private @Nullable ResponseEntity<Object> unforeseen(Exception e) {
		if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
			return null;
		}
		log.error("Internal error", e);
		return ProblemAnswer.of(Problem.INTERNAL_ERROR).toResponseEntity();
	}

	@Override
	protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException e,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		if (e.getCause() instanceof JacksonException json) {
			return handle(json);
		}
		RefusedBodyException refused = RefusedBodyException.in(e);
		return refused != null ? handle(refused)
				: ProblemAnswer.invalid(List.of(new Fault("", "a JSON object is required as body"))).toResponseEntity();
	}

	@Override
	protected ResponseEntity<Object> handleHandlerMethodValidationException(HandlerMethodValidationException e,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return ProblemAnswer.invalid(ParameterFaults.of(e)).toResponseEntity();
	}

	@Override
	protected ResponseEntity<Object> handleTypeMismatch(TypeMismatchException e, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		String name = e instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "";
		return ProblemAnswer.invalid(List.of(new Fault(name, ParameterFaults.expected(e.getRequiredType()))))
			.toResponseEntity();
	}

	/**
	 * Answers all other exceptions of Spring MVC by their status, because the status is
	 * enough to find the problem.
	 */
	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception e, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Problem problem = Problem.of(status);
		if (problem == Problem.INTERNAL_ERROR) {
			return unforeseen(e);
		}
		ProblemAnswer answer = ProblemAnswer.of(problem).with(headers);
		answer.body().setInstance(ProblemWriter.instance(((ServletWebRequest) request).getRequest()));
		return answer.toResponseEntity();
	}

}
