package dev.coupon.web.server;

import dev.coupon.web.problem.ProblemAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

	static final String HEADER = "X-Request-Id";

	private static final String ALREADY_FILTERED = RequestIds.class.getName() + ALREADY_FILTERED_SUFFIX;

	private static final String ATTRIBUTE = RequestIds.class.getName();

	/**
	 * Matches a {@code traceparent}: the version, the trace id, the caller's span, the
	 * flags.
	 */
	private static final Pattern TRACEPARENT = Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-.*");

	private final String instance;

	private final AtomicLong numbers = new AtomicLong();

	RequestIds(RandomGenerator random) {
		this.instance = HexFormat.of().toHexDigits(random.nextLong());
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
		String sent = traceId(request.getHeader("traceparent"));
		return sent == null ? instance + HexFormat.of().toHexDigits(numbers.incrementAndGet()) : sent;
	}

	private static @Nullable String traceId(@Nullable String traceparent) {
		if (traceparent == null) {
			return null;
		}
		Matcher parts = TRACEPARENT.matcher(traceparent);
		return parts.matches() ? parts.group(1) : null;
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
