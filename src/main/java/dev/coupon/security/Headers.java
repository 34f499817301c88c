package dev.coupon.security;

import jakarta.servlet.Filter;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.Header;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What browsers are told to do, and not to do, with answers. */
final class Headers {

	private static final RequestMatcher PAGES = PathPatternRequestMatcher.pathPattern("/swagger-ui/**");

	private static final HeaderWriter ALL = new StaticHeadersWriter(
			List.of(new Header(HttpHeaders.CACHE_CONTROL, "no-store"), new Header("X-Content-Type-Options", "nosniff"),
					new Header("X-Frame-Options", "DENY")));

	private Headers() {
	}

	/**
	 * Writes headers that suit codes: kept nowhere, and never taken for a page; the pages
	 * of Swagger UI load nothing from elsewhere.
	 */
	static Filter filter() {
		HeaderWriterFilter filter = new HeaderWriterFilter(List.of(ALL,
				new DelegatingRequestMatcherHeaderWriter(new NegatedRequestMatcher(PAGES),
						policy("default-src 'none'; frame-ancestors 'none'")),
				new DelegatingRequestMatcherHeaderWriter(PAGES, policy(
						"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"))));
		filter.setShouldWriteHeadersEagerly(true);
		return filter;
	}

	private static HeaderWriter policy(String policy) {
		return new StaticHeadersWriter("Content-Security-Policy", policy);
	}

}
