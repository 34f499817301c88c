package dev.coupon.security;

import dev.coupon.web.module.WebModules;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/**
 * Sets security headers. They tell browsers not to store answers and not to show them as
 * pages, because answers contain codes. Web pages of modules may load content from this
 * service, but from nowhere else. The filter is shorter than Spring Security's, because
 * it runs for every coupon.
 */
final class SecurityHeaders implements Filter {

	private static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

	private static final String PAGE = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
			+ "frame-ancestors 'none'";

	private final WebModules modules;

	SecurityHeaders(WebModules modules) {
		this.modules = modules;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletResponse answer = (HttpServletResponse) response;
		answer.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		answer.setHeader("X-Content-Type-Options", "nosniff");
		answer.setHeader("X-Frame-Options", "DENY");
		answer.setHeader("Content-Security-Policy", modules.isPage((HttpServletRequest) request) ? PAGE : NO_PAGE);
		chain.doFilter(request, response);
	}

}
