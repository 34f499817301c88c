package dev.coupon.security.key;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** Authenticates callers by an API key or a JWT. */
public final class Tokens implements BearerTokenResolver, AuthenticationManager {

	/** The header of an API key, for clients that can't send {@code Authorization}. */
	public static final String API_KEY = "X-API-Key";

	/** Matches the three parts of a signed JWT. */
	private static final Pattern JWT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

	private final BearerTokenResolver authorization = new DefaultBearerTokenResolver();

	private final ApiKeys keys;

	private final @Nullable AuthenticationManager jwts;

	/**
	 * @param jwts the manager that authenticates JWTs; null if the service has no issuer
	 * of JWTs
	 */
	public Tokens(ApiKeys keys, @Nullable AuthenticationManager jwts) {
		this.keys = keys;
		this.jwts = jwts;
	}

	/** Tells whether the service accepts keys or JWTs at all. */
	public boolean areAccepted() {
		return jwts != null || !keys.isEmpty();
	}

	@Override
	public @Nullable String resolve(HttpServletRequest request) {
		String key = request.getHeader(API_KEY);
		if (key != null && key.isEmpty()) {
			throw new UnknownKeyException(key);
		}
		return key == null ? authorization.resolve(request) : key;
	}

	@Override
	public Authentication authenticate(Authentication request) {
		BearerTokenAuthenticationToken bearer = (BearerTokenAuthenticationToken) request;
		ApiKeyAuthentication owner = keys.owner(bearer.getToken());
		if (owner != null) {
			return owner;
		}
		if (jwts == null || !JWT.matcher(bearer.getToken()).matches()) {
			throw new UnknownKeyException(bearer.getToken());
		}
		return jwts.authenticate(bearer);
	}

	/** Thrown for a key that nobody has. */
	public static final class UnknownKeyException extends InvalidBearerTokenException {

		private static final long serialVersionUID = 1;

		private final String fingerprint;

		UnknownKeyException(String key) {
			super("unknown key");
			this.fingerprint = DigestUtils.sha256Hex(key);
		}

		/** The text that tells this key from others without disclosing it. */
		public String fingerprint() {
			return fingerprint;
		}

	}

}
