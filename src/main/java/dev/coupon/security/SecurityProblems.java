package dev.coupon.security;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.caller.LimitSettings;
import dev.coupon.caller.Role;
import dev.coupon.security.key.ApiKeys;
import dev.coupon.security.key.Tokens.UnknownKeyException;
import dev.coupon.security.key.WrongKeys;
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
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Answers requests of unknown callers, and of callers that lack a role. A caller that
 * sends a wrong key too often is told to wait. Correct keys from its address are still
 * accepted, so that nobody can lock out other callers who share the address. A token that
 * is not accepted is never a reason to wait, because its caller must learn that it needs
 * a new one (RFC 6750).
 */
@Component
class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

	private static final Logger log = LoggerFactory.getLogger(SecurityProblems.class);

	private static final String NOT_ACCEPTED = "The key or token is unknown, has expired or is for another service: "
			+ "get a new one.";

	private final ProblemWriter problems;

	private final WrongKeys wrongKeys;

	SecurityProblems(ProblemWriter problems, LimitSettings limits, Ticker ticker) {
		this.problems = problems;
		this.wrongKeys = new WrongKeys(limits.failedAuthentications(), ticker);
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
			throws IOException {
		if (e instanceof AuthenticationServiceException) {
			log.warn("Can't tell whose tokens these are: {}", e.getMessage());
			problems.write(ProblemAnswer.of(Problem.OVERLOADED), request, response);
			return;
		}
		problems.write(answer(request, e), request, response);
	}

	private ProblemAnswer answer(HttpServletRequest request, AuthenticationException e) {
		if (!(e instanceof OAuth2AuthenticationException)) {
			return ProblemAnswer.of(Problem.UNAUTHENTICATED).with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		}
		Duration wait = e instanceof UnknownKeyException unknown
				? wrongKeys.count(request.getRemoteAddr(), unknown.fingerprint()) : null;
		ProblemAnswer answer = wait == null ? ProblemAnswer.of(Problem.UNAUTHENTICATED, NOT_ACCEPTED)
				: ProblemAnswer.rateLimited(wait);
		return answer.with(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
			throws IOException {
		problems.write(ProblemAnswer.of(Problem.FORBIDDEN, detail(e)), request, response);
	}

	/** The detail of the problem, with the roles that the caller lacks. */
	private static String detail(AccessDeniedException e) {
		return e instanceof AuthorizationDeniedException denied
				&& denied.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision
						? Problem.FORBIDDEN.detail() + " " + Role.needed(ApiKeys.roles(decision.getAuthorities()))
						: Problem.FORBIDDEN.detail();
	}

}
