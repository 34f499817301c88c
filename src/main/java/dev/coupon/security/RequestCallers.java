package dev.coupon.security;

import dev.coupon.caller.Caller;
import dev.coupon.caller.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Tells who sent the request that the present thread answers. */
@Component
class RequestCallers implements Callers {

	@Override
	public Caller current() {
		Authentication known = SecurityContextHolder.getContext().getAuthentication();
		return new Caller(known == null ? null : known.getName(), address());
	}

	private static @Nullable String address() {
		return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes present
				? present.getRequest().getRemoteAddr() : null;
	}

}
