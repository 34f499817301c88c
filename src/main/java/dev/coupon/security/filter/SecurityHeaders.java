package dev.coupon.security.filter;

import dev.coupon.web.module.WebModules;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;

/**
 * Sets security headers. They tell browsers not to store answers and not to show them as
 * pages, because answers contain codes. Web pages of modules may load content from this
 * service, but from nowhere else, and call this service and the origins that a module
 * names. The filter is shorter than Spring Security's, because it runs for every coupon.
 */
public final class SecurityHeaders implements Filter {

	private static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

	private static final String PAGE = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
			+ "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

	private final WebModules modules;

	private final String page;

	public SecurityHeaders(WebModules modules) {
		this.modules = modules;
		List<String> origins = modules.originsForPages();
		this.page = origins.isEmpty() ? PAGE : PAGE + "; connect-src 'self' " + String.join(" ", origins);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletResponse answer = (HttpServletResponse) response;
		answer.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		answer.setHeader("X-Content-Type-Options", "nosniff");
		answer.setHeader("X-Frame-Options", "DENY");
		answer.setHeader("Content-Security-Policy", modules.isPage((HttpServletRequest) request) ? page : NO_PAGE);
		chain.doFilter(request, response);
	}

}
