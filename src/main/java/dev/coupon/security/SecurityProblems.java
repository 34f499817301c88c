package dev.coupon.security;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.caller.Role;
import dev.coupon.caller.rate.LimitSettings;
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
import java.util.Set;
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
public class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

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
		problems.write(answer(request.getRemoteAddr(), e), request, response);
	}

	/**
	 * The answer to a caller that isn't known.
	 * @param address the address that the caller sends from
	 */
	public ProblemAnswer answer(String address, AuthenticationException e) {
		if (e instanceof AuthenticationServiceException) {
			log.warn("Can't tell whose tokens these are: {}", e.getMessage());
			return ProblemAnswer.of(Problem.OVERLOADED);
		}
		if (!(e instanceof OAuth2AuthenticationException)) {
			return ProblemAnswer.of(Problem.UNAUTHENTICATED).with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		}
		Duration wait = e instanceof UnknownKeyException unknown ? wrongKeys.count(address, unknown.fingerprint())
				: null;
		ProblemAnswer answer = wait == null ? ProblemAnswer.of(Problem.UNAUTHENTICATED, NOT_ACCEPTED)
				: ProblemAnswer.rateLimited(wait);
		return answer.with(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
			throws IOException {
		ProblemAnswer answer = e instanceof AuthorizationDeniedException denied
				&& denied.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision
						? lacking(ApiKeys.roles(decision.getAuthorities())) : ProblemAnswer.of(Problem.FORBIDDEN);
		problems.write(answer, request, response);
	}

	/** The answer to a caller that has none of the roles of which it needs one. */
	public static ProblemAnswer lacking(Set<Role> roles) {
		return ProblemAnswer.of(Problem.FORBIDDEN, Problem.FORBIDDEN.detail() + " " + Role.needed(roles));
	}

}
