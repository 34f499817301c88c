package dev.coupon.web.server;

import dev.coupon.web.call.RequestIdSource;
import dev.coupon.web.problem.ProblemAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id that appears in the answer, in a problem and in each line of
 * the log. The id is the trace id if the caller sends one (W3C Trace Context) or the
 * request is traced, and otherwise a new one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class RequestIds extends OncePerRequestFilter {

	static final String HEADER = RequestIdSource.HEADER;

	private static final String ALREADY_FILTERED = RequestIds.class.getName() + ALREADY_FILTERED_SUFFIX;

	private static final String ATTRIBUTE = RequestIds.class.getName();

	private final RequestIdSource source;

	RequestIds(RequestIdSource source) {
		this.source = source;
	}

	/**
	 * The name of the attribute as a constant, because the base class would build it
	 * again for each request.
	 */
	@Override
	protected String getAlreadyFilteredAttributeName() {
		return ALREADY_FILTERED;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String traced = MDC.get(ProblemAnswer.REQUEST_ID);
		String id = traced != null ? traced : idOf(request);
		request.setAttribute(ATTRIBUTE, id);
		response.setHeader(HEADER, id);
		if (traced != null) {
			chain.doFilter(request, response);
			return;
		}
		MDC.put(ProblemAnswer.REQUEST_ID, id);
		try {
			chain.doFilter(request, response);
		}
		finally {
			MDC.remove(ProblemAnswer.REQUEST_ID);
		}
	}

	/** The id that the request has already, or else the one that it gets. */
	String idOf(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof String earlier) {
			return earlier;
		}
		return source.idFor(request.getHeader(RequestIdSource.TRACEPARENT));
	}

	/**
	 * Tells whether to skip error dispatches. They are not skipped, because the server's
	 * answer for a failed filter or controller needs the id.
	 */
	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

}
