package dev.coupon.web.protocol;

import dev.coupon.web.exchange.JsonExchange;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * Which protocol is spoken at which path: the REST API's, unless an {@link OtherProtocol}
 * claims the path.
 *
 * <p>
 * Whatever refuses a request before it comes to a controller (filters, security, error
 * pages) answers by {@link #answer}, or by {@link HttpServletResponse#sendError}, which
 * ends in the error page and so comes here too. Then clients of all protocols understand
 * it.
 */
@Component
public class Protocols {

	private final List<OtherProtocol> others;

	private final JsonExchange json;

	Protocols(ObjectProvider<OtherProtocol> others, JsonExchange json) {
		this.others = others.orderedStream().toList();
		this.json = json;
	}

	/** Whether the request is to a path of another protocol than the REST API's. */
	public boolean isOther(HttpServletRequest request) {
		return other(request).isPresent();
	}

	/**
	 * Answers with a problem, in the form that errors have at the request's path; on an
	 * error page, at the path where the error was.
	 */
	public void answer(ProblemDetail problem, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Optional<OtherProtocol> other = other(request);
		if (other.isPresent()) {
			other.get().answer(problem, response);
		}
		else {
			json.write(response, problem.getStatus(), MediaType.APPLICATION_PROBLEM_JSON, problem);
		}
	}

	private Optional<OtherProtocol> other(HttpServletRequest request) {
		String uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed ? failed
				: request.getRequestURI();
		String path = uri.substring(Math.min(request.getContextPath().length(), uri.length()));
		return others.stream().filter(other -> other.isSpokenAt(path)).findFirst();
	}

}
