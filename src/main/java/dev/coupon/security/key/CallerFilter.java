package dev.coupon.security.key;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Authenticates the caller if the request has a key or a token, and keeps the caller
 * until the request is answered. The filter does no more than that, because it runs for
 * every coupon.
 */
public final class CallerFilter implements Filter {

	private final Tokens tokens;

	private final AuthenticationEntryPoint strangers;

	/**
	 * @param strangers the entry point that answers requests with an invalid key or token
	 */
	public CallerFilter(Tokens tokens, AuthenticationEntryPoint strangers) {
		this.tokens = tokens;
		this.strangers = strangers;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		@Nullable Authentication caller;
		try {
			caller = caller((HttpServletRequest) request);
		}
		catch (AuthenticationException e) {
			strangers.commence((HttpServletRequest) request, (HttpServletResponse) response, e);
			return;
		}
		try {
			if (caller != null) {
				SecurityContextHolder.setContext(new SecurityContextImpl(caller));
			}
			chain.doFilter(request, response);
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	private @Nullable Authentication caller(HttpServletRequest request) {
		String token = tokens.resolve(request::getHeader);
		return token == null ? null : tokens.authenticate(new BearerTokenAuthenticationToken(token));
	}

}
