package dev.coupon.security.key.command;

import dev.coupon.caller.Role;
import java.util.Base64;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A newly made API key.
 *
 * @param secret the key that the client sends, with 256 random bits
 * @param sha256 the hash by which the service knows the key
 */
record NewApiKey(String secret, String sha256) {

	private static final int BYTES = 32;

	/**
	 * The beginning of each key, which distinguishes a leaked key from other secrets.
	 */
	private static final String PREFIX = "coupon_";

	static NewApiKey draw(RandomGenerator random) {
		byte[] bits = new byte[BYTES];
		random.nextBytes(bits);
		String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
		return new NewApiKey(secret, DigestUtils.sha256Hex(secret));
	}

	/** The text for the operator, which is shown only once. */
	String instructions(String name, Set<Role> roles) {
		return """
				Key, shown only now, for the client to send as "Authorization: Bearer ..." or "X-API-Key: ...":
				  %s
				Settings for the service:
				  coupon.security.keys.%2$s.sha256=%3$s
				  coupon.security.keys.%2$s.roles=%4$s""".formatted(secret, name, sha256,
				roles.stream().map(Role::name).collect(Collectors.joining(",")));
	}

	/** Shows the hash only, not the secret. */
	@Override
	public String toString() {
		return "NewApiKey[" + sha256 + "]";
	}

}
