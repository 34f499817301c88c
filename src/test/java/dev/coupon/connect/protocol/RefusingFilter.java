package dev.coupon.connect.protocol;

import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import dev.coupon.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses requests as security does, in each of the ways that filters have. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@TestComponent
class RefusingFilter extends OncePerRequestFilter {

	/** Has a request refused with a status by {@code sendError}. */
	static final String SEND_ERROR = "Test-Send-Error";

	/** Has a request answered with a problem of a status. */
	static final String PROBLEM = "Test-Problem";

	/** Has a request end in an exception. */
	static final String THROW = "Test-Throw";

	private final ProblemWriter problems;

	RefusingFilter(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getHeader(SEND_ERROR) != null) {
			response.sendError(request.getIntHeader(SEND_ERROR));
		}
		else if (request.getHeader(PROBLEM) != null) {
			ProblemAnswer problem = ProblemAnswer.of(Problem.OVERLOADED).with("Retry-After", "7");
			problem.body().setStatus(HttpStatus.valueOf(request.getIntHeader(PROBLEM)));
			problems.write(problem, request, response);
		}
		else if (request.getHeader(THROW) != null) {
			throw new IllegalStateException("provoked");
		}
		else {
			chain.doFilter(request, response);
		}
	}

}
