package dev.coupon.web.problem;

import dev.coupon.web.exchange.JsonExchange;
import dev.coupon.web.module.OtherProtocol;
import dev.coupon.web.module.WebModules;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * Writes problems in the form that errors have at the request's path. Filters, direct
 * handlers and error pages use it, so that clients of all protocols understand their
 * answers.
 */
@Component
public class ProblemWriter {

	private final JsonExchange json;

	private final WebModules modules;

	ProblemWriter(JsonExchange json, WebModules modules) {
		this.json = json;
		this.modules = modules;
	}

	/** Answers a request with a problem. */
	public void write(ProblemAnswer answer, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		answer.headers().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
		ProblemDetail body = answer.body();
		Optional<OtherProtocol> protocol = modules.protocolOf(request);
		if (protocol.isPresent()) {
			protocol.get().answer(body, response);
			return;
		}
		body.setInstance(instance(request));
		json.write(response, body.getStatus(), MediaType.APPLICATION_PROBLEM_JSON, body);
	}

	/**
	 * The path that a problem refers to: the path of the request, or on an error page the
	 * path where the error occurred.
	 */
	static URI instance(HttpServletRequest request) {
		String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed ? failed
				: request.getRequestURI();
		// Leading slashes become one, because text after two slashes would be read as a
		// host.
		return URI.create(path.startsWith("//") ? path.replaceFirst("^/+", "/") : path);
	}

}
