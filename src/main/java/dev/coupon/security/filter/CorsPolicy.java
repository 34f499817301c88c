package dev.coupon.security.filter;

import dev.coupon.web.module.WebModules;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import dev.coupon.web.problem.ProblemWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Allows scripts of pages from the configured origins to call the REST API and the paths
 * that web modules bring for them (CORS), and refuses those from all others. The
 * service's own pages, such as the console, may always call it.
 */
public final class CorsPolicy extends DefaultCorsProcessor {

	/**
	 * The time that a browser may go by an answer to a preflight. Chromium caps it at
	 * this, and a request itself is checked anyway.
	 */
	private static final Duration MAX_AGE = Duration.ofHours(2);

	private final CorsConfiguration allowed = new CorsConfiguration();

	private final List<String> paths = new ArrayList<>(List.of("/api/**"));

	private final ProblemWriter problems;

	public CorsPolicy(List<String> origins, WebModules modules, ProblemWriter problems) {
		this.paths.addAll(modules.pathsForScripts());
		this.problems = problems;
		allowed.setAllowedOrigins(origins);
		allowed.setAllowedMethods(List.of("GET", "POST", "PATCH", "DELETE"));
		allowed.setAllowedHeaders(List.of(CorsConfiguration.ALL));
		allowed.setExposedHeaders(List.of("ETag", "Coupons-Deleted", "Location", "Retry-After", "RateLimit",
				"Idempotent-Replayed", "WWW-Authenticate", "X-Request-Id"));
		allowed.setMaxAge(MAX_AGE);
	}

	public Filter filter() {
		UrlBasedCorsConfigurationSource api = new UrlBasedCorsConfigurationSource();
		paths.forEach(path -> api.registerCorsConfiguration(path, allowed));
		CorsFilter filter = new CorsFilter(api);
		filter.setCorsProcessor(this);
		return filter;
	}

	@Override
	public boolean processRequest(@Nullable CorsConfiguration configuration, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		boolean isAllowed = super.processRequest(configuration, request, response) || isOfOwnPage(request);
		if (!isAllowed) {
			problems.write(ProblemAnswer.of(Problem.FORBIDDEN,
					"Pages of this origin may not call the service: add it to coupon.security.allowed-origins."),
					request, response);
		}
		return isAllowed;
	}

	/**
	 * Tells whether a page of the service's own host sends a request. Its scheme doesn't
	 * count, because the service may not know that a proxy ends TLS.
	 */
	private static boolean isOfOwnPage(HttpServletRequest request) {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		String host = request.getHeader(HttpHeaders.HOST);
		return origin != null && host != null && origin.substring(origin.indexOf("//") + 2).equalsIgnoreCase(host);
	}

	/** Writes nothing, because {@link #processRequest} answers with a problem. */
	@Override
	protected void rejectRequest(ServerHttpResponse response) {
		// The answer is written by processRequest.
	}

}
