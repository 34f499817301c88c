package dev.coupon.security.key;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Authenticates callers by an API key or a JWT. */
public final class Tokens implements AuthenticationManager {

	/** The header of an API key, for clients that can't send {@code Authorization}. */
	public static final String API_KEY = "X-API-Key";

	/** Matches the beginning of an {@code Authorization} with a key or token. */
	private static final Pattern SCHEME = Pattern.compile("bearer.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	/** Matches an {@code Authorization} with a key or token (RFC 6750). */
	private static final Pattern BEARER = Pattern.compile("bearer ([\\w.~+/-]+=*)", Pattern.CASE_INSENSITIVE);

	/** Matches the three parts of a signed JWT. */
	private static final Pattern JWT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

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

	/**
	 * The key or token that a caller sends; null if there is none.
	 * @param headers the headers by their names
	 * @throws InvalidBearerTokenException if the header for it has another form
	 */
	public @Nullable String resolve(Function<String, @Nullable String> headers) {
		String key = headers.apply(API_KEY);
		if (key != null) {
			if (key.isEmpty()) {
				throw new UnknownKeyException(key);
			}
			return key;
		}
		String authorization = headers.apply(HttpHeaders.AUTHORIZATION);
		if (authorization == null || !SCHEME.matcher(authorization).matches()) {
			return null;
		}
		Matcher bearer = BEARER.matcher(authorization);
		if (!bearer.matches()) {
			throw new InvalidBearerTokenException("Bearer token is malformed");
		}
		return bearer.group(1);
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
		Authentication known = jwts.authenticate(bearer);
		if (known.getName().isEmpty()) {
			// Its holders couldn't be told apart.
			throw new InvalidBearerTokenException("token without a subject");
		}
		return known;
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
