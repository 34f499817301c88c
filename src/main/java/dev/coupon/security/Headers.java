package dev.coupon.security;

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
 * What browsers are told to do, and not to do, with answers: they suit codes, so that
 * they are kept nowhere and never taken for a page. The pages of Swagger UI load nothing
 * from elsewhere. Every coupon pays for it, so it is shorter than Spring Security's.
 */
final class Headers implements Filter {

	private static final String PAGES = "/swagger-ui/";

	private static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

	private static final String PAGE = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletResponse answer = (HttpServletResponse) response;
		answer.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		answer.setHeader("X-Content-Type-Options", "nosniff");
		answer.setHeader("X-Frame-Options", "DENY");
		answer.setHeader("Content-Security-Policy", isPage((HttpServletRequest) request) ? PAGE : NO_PAGE);
		chain.doFilter(request, response);
	}

	private static boolean isPage(HttpServletRequest request) {
		return request.getRequestURI().startsWith(PAGES, request.getContextPath().length());
	}

}
