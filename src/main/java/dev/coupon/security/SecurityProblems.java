package dev.coupon.security;

import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Turns away who isn't known, and who is but mayn't. */
@Component
class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

	private final Problems problems;

	SecurityProblems(Problems problems) {
		this.problems = problems;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
			throws IOException {
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		problems.answer(Problem.UNAUTHENTICATED, Problem.UNAUTHENTICATED.detail(), request, response);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
			throws IOException {
		problems.answer(Problem.FORBIDDEN, Problem.FORBIDDEN.detail(), request, response);
	}

}
