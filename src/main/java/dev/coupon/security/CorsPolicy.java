package dev.coupon.security;

import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import dev.coupon.web.problem.ProblemWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Allows scripts of pages from the configured origins to call the API (CORS), and refuses
 * those from all others.
 */
final class CorsPolicy extends DefaultCorsProcessor {

	private final CorsConfiguration allowed = new CorsConfiguration();

	private final ProblemWriter problems;

	CorsPolicy(List<String> origins, ProblemWriter problems) {
		this.problems = problems;
		allowed.setAllowedOrigins(origins);
		allowed.setAllowedMethods(List.of("GET", "POST", "PATCH", "DELETE"));
		allowed.setAllowedHeaders(List.of(CorsConfiguration.ALL));
		allowed.setExposedHeaders(
				List.of("ETag", "Location", "Retry-After", "RateLimit", "Idempotent-Replayed", "X-Request-Id"));
	}

	Filter filter() {
		UrlBasedCorsConfigurationSource api = new UrlBasedCorsConfigurationSource();
		api.registerCorsConfiguration("/api/**", allowed);
		CorsFilter filter = new CorsFilter(api);
		filter.setCorsProcessor(this);
		return filter;
	}

	@Override
	public boolean processRequest(@Nullable CorsConfiguration configuration, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		boolean isAllowed = super.processRequest(configuration, request, response);
		if (!isAllowed) {
			problems.write(ProblemAnswer.of(Problem.FORBIDDEN,
					"Pages of this origin may not call the service: add it to coupon.security.allowed-origins."),
					request, response);
		}
		return isAllowed;
	}

	/** Writes nothing, because {@link #processRequest} answers with a problem. */
	@Override
	protected void rejectRequest(ServerHttpResponse response) {
		// The answer is written by processRequest.
	}

}
