package dev.coupon.web.server;

import dev.coupon.web.exchange.direct.Direct;
import dev.coupon.web.problem.ProblemAnswer;
import dev.coupon.web.problem.ProblemWriter;
import dev.coupon.web.server.proxy.BelievedProxies;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Error pages: the answers to requests that reached no controller, because a filter
 * refused them or the server failed on them.
 */
@RestController
class ErrorPages implements ErrorController {

	private final ProblemWriter problems;

	ErrorPages(ProblemWriter problems) {
		this.problems = problems;
	}

	@Direct
	@RequestMapping("${spring.web.error.path:/error}")
	void problem(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (!response.isCommitted()) {
			problems.write(ProblemAnswer.of(status(request), detail(request)), request, response);
		}
	}

	/**
	 * The status of the failed request; 404 if a client requests the error path itself,
	 * because there is nothing for it.
	 */
	private static HttpStatusCode status(HttpServletRequest request) {
		return HttpStatusCode.valueOf(
				request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404);
	}

	private static @Nullable String detail(HttpServletRequest request) {
		if (request.getAttribute(BelievedProxies.FAULT) instanceof String fault) {
			return fault;
		}
		return BrokenTarget.describe((String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
	}

}
