package dev.coupon.security;

import dev.coupon.caller.Caller;
import dev.coupon.caller.Callers;
import dev.coupon.security.key.ApiKeyAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Finds the caller whose request the current thread answers. */
@Component
class RequestCallers implements Callers {

	/** The caller of a thread that works for a request without answering it. */
	private static final ThreadLocal<Caller> CARRIED = new ThreadLocal<>();

	@Override
	public Caller current() {
		Caller carried = RequestContextHolder.getRequestAttributes() == null ? CARRIED.get() : null;
		return carried == null ? ofRequest() : carried;
	}

	@Override
	public Runnable forCurrent(Runnable task) {
		Caller caller = current();
		return () -> {
			CARRIED.set(caller);
			try {
				task.run();
			}
			finally {
				CARRIED.remove();
			}
		};
	}

	private static Caller ofRequest() {
		Authentication known = SecurityContextHolder.getContext().getAuthentication();
		return new Caller(known == null ? null : name(known), address(), issuer(known));
	}

	/**
	 * The name of the caller. The subject of a token gets a prefix, because it may equal
	 * the name of a key.
	 */
	private static String name(Authentication known) {
		return known instanceof ApiKeyAuthentication ? known.getName() : "token:" + known.getName();
	}

	private static @Nullable String issuer(@Nullable Authentication known) {
		return known instanceof JwtAuthenticationToken token ? token.getToken().getClaimAsString(JwtClaimNames.ISS)
				: null;
	}

	private static @Nullable String address() {
		return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes present
				? present.getRequest().getRemoteAddr() : null;
	}

}
