package dev.coupon.security.key;

import dev.coupon.caller.Role;
import java.util.Base64;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A key that nobody has yet.
 *
 * @param secret what the client sends; 256 random bits
 * @param sha256 what the service is given to know it by
 */
record NewApiKey(String secret, String sha256) {

	private static final int BYTES = 32;

	/** Tells leaked keys apart from other secrets. */
	private static final String PREFIX = "coupon_";

	static NewApiKey draw(RandomGenerator random) {
		byte[] bits = new byte[BYTES];
		random.nextBytes(bits);
		String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
		return new NewApiKey(secret, DigestUtils.sha256Hex(secret));
	}

	/** The text that the operator reads, once. */
	String instructions(String name, Set<Role> roles) {
		return """
				Key, shown only now, for the client to send as "Authorization: Bearer ..." or "X-API-Key: ...":
				  %s
				Settings for the service:
				  coupon.security.keys.%2$s.sha256=%3$s
				  coupon.security.keys.%2$s.roles=%4$s""".formatted(secret, name, sha256,
				roles.stream().map(Role::name).collect(Collectors.joining(",")));
	}

	/** Doesn't show the secret. */
	@Override
	public String toString() {
		return "NewApiKey[" + sha256 + "]";
	}

}
