package dev.coupon.security.network;

import dev.coupon.web.call.ArrivedCall;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import dev.coupon.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers trusted requests only, while the service has no means to authenticate callers.
 */
public final class ProtectedMode extends OncePerRequestFilter {

	private static final String ATTRIBUTE = ProtectedMode.class.getName() + ALREADY_FILTERED_SUFFIX;

	private final TrustedSources trusted;

	private final ProblemWriter problems;

	private final RequestMatcher open;

	/**
	 * @param open the requests that are answered to everyone
	 */
	public ProtectedMode(TrustedSources trusted, ProblemWriter problems, RequestMatcher open) {
		this.trusted = trusted;
		this.problems = problems;
		this.open = open;
	}

	/**
	 * The name of the attribute as a constant, because the base class would build it
	 * again for each request.
	 */
	@Override
	protected String getAlreadyFilteredAttributeName() {
		return ATTRIBUTE;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String fault = trusted.fault(asReceived(request));
		if (fault == null || open.matches(request)) {
			chain.doFilter(request, response);
		}
		else {
			problems.write(ProblemAnswer.of(Problem.FORBIDDEN, fault), request, response);
		}
	}

	/**
	 * The request as the server received it, because filters that believe every proxy may
	 * have changed it.
	 */
	private static ArrivedCall asReceived(HttpServletRequest request) {
		ServletRequest received = request;
		while (received instanceof ServletRequestWrapper wrapper) {
			received = wrapper.getRequest();
		}
		HttpServletRequest original = (HttpServletRequest) received;
		return new ArrivedCall(original.getRemoteAddr(), original.getScheme(), original::getHeader);
	}

}
