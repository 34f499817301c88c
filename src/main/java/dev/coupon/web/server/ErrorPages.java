package dev.coupon.web.server;

import dev.coupon.web.exchange.Direct;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.protocol.Protocols;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers for what no controller saw: what filters refuse and the server fails at. */
@RestController
class ErrorPages implements ErrorController {

	private final Protocols protocols;

	ErrorPages(Protocols protocols) {
		this.protocols = protocols;
	}

	@Direct
	@RequestMapping("${spring.web.error.path:/error}")
	void problem(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (response.isCommitted()) {
			return;
		}
		ProblemDetail body = ServerErrors.problem(status(request));
		if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri) {
			body.setInstance(Problem.instance(uri));
		}
		protocols.answer(body, request, response);
	}

	/** A client that asks for this path itself finds nothing here. */
	private static int status(HttpServletRequest request) {
		return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404;
	}

}
