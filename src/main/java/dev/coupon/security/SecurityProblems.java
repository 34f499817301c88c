package dev.coupon.security;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.caller.LimitSettings;
import dev.coupon.caller.RateLimiter;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import dev.coupon.web.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Answers requests of unknown callers, and of callers that lack a role. An address that
 * sends wrong keys too often is told to wait. Correct keys from that address are still
 * accepted, so that nobody can lock out other callers who share the address.
 */
@Component
class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

	private static final Logger log = LoggerFactory.getLogger(SecurityProblems.class);

	private final ProblemWriter problems;

	private final RateLimiter failures;

	SecurityProblems(ProblemWriter problems, LimitSettings limits, Ticker ticker) {
		this.problems = problems;
		this.failures = new RateLimiter(limits.failedAuthentications(), ticker);
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
			throws IOException {
		if (e instanceof AuthenticationServiceException) {
			log.warn("Can't tell whose tokens these are: {}", e.getMessage());
			problems.write(ProblemAnswer.of(Problem.OVERLOADED), request, response);
			return;
		}
		Duration wait = e instanceof OAuth2AuthenticationException ? failures.count(request.getRemoteAddr()) : null;
		if (wait != null) {
			problems.write(ProblemAnswer.rateLimited(wait), request, response);
			return;
		}
		problems.write(ProblemAnswer.of(Problem.UNAUTHENTICATED).with(HttpHeaders.WWW_AUTHENTICATE, "Bearer"), request,
				response);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
			throws IOException {
		problems.write(ProblemAnswer.of(Problem.FORBIDDEN), request, response);
	}

}
