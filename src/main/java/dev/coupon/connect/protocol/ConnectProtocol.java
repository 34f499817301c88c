package dev.coupon.connect.protocol;

import dev.coupon.caller.ForbiddenException;
import dev.coupon.caller.Role;
import dev.coupon.connect.protocol.ConnectException.Code;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.web.exchange.JsonExchange;
import dev.coupon.web.module.AccessRule;
import dev.coupon.web.module.OtherProtocol;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * The Connect protocol as a web module: its paths, the access rules for them, and the
 * form of its errors, which is JSON even for calls with Protobuf messages.
 */
@Component
public class ConnectProtocol implements OtherProtocol {

	public static final String CAMPAIGN_SERVICE = "/v1.CampaignService";

	public static final String COUPON_SERVICE = "/v1.CouponService";

	private static final List<String> SERVICES = List.of(CAMPAIGN_SERVICE, COUPON_SERVICE);

	private static final Logger log = LoggerFactory.getLogger(ConnectProtocol.class);

	private final JsonExchange json;

	ConnectProtocol(JsonExchange json) {
		this.json = json;
	}

	private record Body(String code, String message) {
	}

	@Override
	public List<AccessRule> accessRules() {
		return List.of(AccessRule.require(Role.ISSUE, HttpMethod.POST, COUPON_SERVICE + "/IssueCoupon"),
				AccessRule.require(Role.ADMIN, HttpMethod.POST, CAMPAIGN_SERVICE + "/CreateCampaign"),
				AccessRule.require(Role.ADMIN, HttpMethod.POST, CAMPAIGN_SERVICE + "/GetCampaign"));
	}

	@Override
	public List<String> pathsForScripts() {
		return SERVICES.stream().map(service -> service + "/**").toList();
	}

	@Override
	public boolean isSpokenAt(String path) {
		return SERVICES.stream().anyMatch(service -> path.equals(service) || path.startsWith(service + "/"));
	}

	@Override
	public void answer(ProblemDetail problem, HttpServletResponse response) throws IOException {
		answer(ConnectException.of(new ProblemAnswer(HttpHeaders.EMPTY, problem)), response);
	}

	/** The error for a request that doesn't use POST, the method of all calls. */
	public static ConnectException methodNotAllowed() {
		HttpHeaders headers = new HttpHeaders();
		headers.setAllow(Set.of(HttpMethod.POST));
		return new ConnectException(Code.UNKNOWN, HttpStatus.METHOD_NOT_ALLOWED, "Procedures are called by POST.",
				headers);
	}

	/** Answers a call that failed with an exception. */
	public void answer(RuntimeException e, HttpServletResponse response) throws IOException {
		switch (e) {
			case ConnectException error -> write(error, response);
			case ForbiddenException forbidden ->
				write(ConnectException.of(ProblemAnswer.of(Problem.FORBIDDEN, forbidden.detail())), response);
			case OverloadedException overloaded ->
				write(ConnectException.of(ProblemAnswer.of(Problem.OVERLOADED)), response);
			case OutcomeUnknownException unknown ->
				write(new ConnectException(Code.UNKNOWN, Problem.OUTCOME_UNKNOWN.detail()), response);
			default -> {
				log.error("Internal error", e);
				write(ConnectException.of(ProblemAnswer.of(Problem.INTERNAL_ERROR)), response);
			}
		}
	}

	private void write(ConnectException error, HttpServletResponse response) throws IOException {
		error.headers().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
		json.write(response, error.status().value(), MediaType.APPLICATION_JSON,
				new Body(error.code().code(), error.text()));
	}

}
