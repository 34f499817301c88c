package dev.coupon.testing;

import dev.coupon.caller.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** An API key for each role, and one that is being changed for another. */
public final class TestKeys {

	public static final String UNKNOWN = "coupon_bm9ib2R5LWhhcy10aGlzLWtleQ";

	public static final String OLD = "coupon_b2xkLWtleQ";

	public static final String NEW = "coupon_bmV3LWtleQ";

	private TestKeys() {
	}

	/**
	 * The key that has this role and no other, or a token where keys can't have it.
	 */
	public static String of(Role role) {
		return role == Role.USER ? TestIssuer.ISSUER.token(role.name()) : key(role);
	}

	private static String key(Role role) {
		return "coupon_a-key-that-has-the-role_" + role.name() + "_~1";
	}

	/** Hashes are accepted in capitals and in small letters. */
	public static Map<String, Object> settings() {
		Map<String, Object> settings = new HashMap<>();
		for (Role role : Role.OF_KEYS) {
			settings.put("coupon.security.keys.for-%s.sha256".formatted(name(role)), sha256(of(role)));
			settings.put("coupon.security.keys.for-%s.roles".formatted(name(role)), role.name());
		}
		settings.put("coupon.security.keys.changing.sha256", sha256(OLD) + "," + sha256(NEW).toUpperCase(Locale.ROOT));
		settings.put("coupon.security.keys.changing.roles", "issue, redeem");
		return settings;
	}

	private static String name(Role role) {
		return role.name().toLowerCase(Locale.ROOT);
	}

	/** All that only their owners may know. */
	public static List<String> secrets() {
		return Stream.concat(Stream.of(OLD, NEW, UNKNOWN), Role.OF_KEYS.stream().map(TestKeys::key))
			.flatMap(key -> Stream.of(key, sha256(key), sha256(key).toUpperCase(Locale.ROOT)))
			.toList();
	}

	public static String sha256(String key) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

}
