package dev.coupon.connect;

import dev.coupon.connect.ConnectException.Code;
import dev.coupon.domain.CampaignRepository.OutcomeUnknownException;
import dev.coupon.domain.CampaignRepository.OverloadedException;
import dev.coupon.web.exchange.JsonExchange;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.Problems;
import dev.coupon.web.protocol.OtherProtocol;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Errors in the protocol's form, which is JSON whatever the call's messages are. */
@Component
class ConnectErrors implements OtherProtocol {

	static final String CAMPAIGN_SERVICE = "/v1.CampaignService";

	static final String COUPON_SERVICE = "/v1.CouponService";

	private static final List<String> SERVICES = List.of(CAMPAIGN_SERVICE, COUPON_SERVICE);

	private static final Logger log = LoggerFactory.getLogger(ConnectErrors.class);

	private static final String RETRY_AFTER_SECONDS = "1";

	private final JsonExchange json;

	ConnectErrors(JsonExchange json) {
		this.json = json;
	}

	private record Body(String code, String message) {
	}

	@Override
	public boolean isSpokenAt(String path) {
		return SERVICES.stream().anyMatch(service -> path.equals(service) || path.startsWith(service + "/"));
	}

	@Override
	public void answer(ProblemDetail problem, HttpServletResponse response) throws IOException {
		HttpStatus found = HttpStatus.valueOf(problem.getStatus());
		answer(ConnectException.of(found, Objects.requireNonNullElse(problem.getDetail(), found.getReasonPhrase())),
				response);
	}

	/** The error of a call that is no call, since it has another method than all have. */
	static ConnectException methodNotAllowed(HttpServletResponse response) {
		response.setHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
		return new ConnectException(Code.UNKNOWN, HttpStatus.METHOD_NOT_ALLOWED, "Procedures are called by POST.");
	}

	/** Answers with what a call failed at. */
	void answer(RuntimeException e, HttpServletResponse response) throws IOException {
		switch (e) {
			case ConnectException error -> write(error, response);
			case OverloadedException overloaded -> {
				response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
				write(ConnectException.of(Problem.OVERLOADED), response);
			}
			case OutcomeUnknownException unknown ->
				write(new ConnectException(Code.UNKNOWN, Problem.OUTCOME_UNKNOWN.detail()), response);
			default -> {
				log.error("Internal error", e);
				write(ConnectException.of(Problem.INTERNAL_ERROR), response);
			}
		}
	}

	private void write(ConnectException error, HttpServletResponse response) throws IOException {
		if (error.retryAfter() != null) {
			Problems.sayWhenToRetry(Problem.RATE_LIMITED, error.retryAfter(), response::setHeader);
		}
		json.write(response, error.status().value(), MediaType.APPLICATION_JSON,
				new Body(error.code().code(), error.text()));
	}

}
