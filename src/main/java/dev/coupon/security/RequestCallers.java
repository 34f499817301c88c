package dev.coupon.security;

import dev.coupon.caller.Caller;
import dev.coupon.caller.Callers;
import dev.coupon.caller.Role;
import dev.coupon.security.key.ApiKeyAuthentication;
import dev.coupon.security.key.ApiKeys;
import dev.coupon.security.key.Tokens;
import java.net.URL;
import java.util.Set;
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
public class RequestCallers implements Callers {

	/** The caller of a thread that works for a request without answering it. */
	private static final ThreadLocal<Caller> CARRIED = new ThreadLocal<>();

	private final Set<Role> rolesOfUnknown;

	private final String userClaim;

	RequestCallers(Tokens tokens, SecuritySettings settings) {
		this.rolesOfUnknown = tokens.areAccepted() ? Set.of() : Role.OF_KEYS;
		this.userClaim = settings.userClaim();
	}

	/**
	 * The caller. Without keys and tokens, nobody is known and everybody may do
	 * everything.
	 */
	@Override
	public Caller current() {
		Caller carried = RequestContextHolder.getRequestAttributes() == null ? CARRIED.get() : null;
		return carried == null ? ofRequest() : carried;
	}

	@Override
	public Runnable forCaller(Caller caller, Runnable task) {
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

	private Caller ofRequest() {
		return of(SecurityContextHolder.getContext().getAuthentication(), address());
	}

	/**
	 * The caller with an authentication.
	 * @param known the authentication; null if the caller has shown neither key nor token
	 * @param address the address that the caller sends from; null if it isn't known
	 */
	public Caller of(@Nullable Authentication known, @Nullable String address) {
		if (known == null) {
			return Caller.unknown(address, rolesOfUnknown);
		}
		if (known instanceof ApiKeyAuthentication key) {
			return new Caller(key.getName(), address, null, null, key.roles());
		}
		// The subject of a token gets a prefix, because it may equal the name of a key.
		return new Caller("token:" + known.getName(), address, claim(known, JwtClaimNames.ISS), claim(known, userClaim),
				ApiKeys.roles(known.getAuthorities()));
	}

	/** A claim of the caller's token; absent if the token has no such text. */
	private static @Nullable String claim(Authentication known, String name) {
		Object claim = known instanceof JwtAuthenticationToken token ? token.getTokenAttributes().get(name) : null;
		return claim instanceof String || claim instanceof URL ? claim.toString() : null;
	}

	private static @Nullable String address() {
		return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes present
				? present.getRequest().getRemoteAddr() : null;
	}

}
