package dev.coupon.security.key;

import dev.coupon.caller.Role;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** The API keys that are known, as hashes. */
public final class ApiKeys {

	private final List<KnownKey> known = new ArrayList<>();

	private static final class KnownKey {

		private final byte[] hash;

		private final ApiKeyAuthentication owner;

		KnownKey(byte[] hash, ApiKeyAuthentication owner) {
			this.hash = hash;
			this.owner = owner;
		}

	}

	/**
	 * @param keys by their names
	 */
	public ApiKeys(Map<String, KeySettings> keys) {
		keys.forEach((name, key) -> {
			ApiKeyAuthentication owner = new ApiKeyAuthentication(name, key.roles());
			key.sha256().forEach(hash -> known.add(new KnownKey(HexFormat.of().parseHex(hash), owner)));
		});
	}

	/** Whether there is none. */
	public boolean isEmpty() {
		return known.isEmpty();
	}

	/** Whose key it is, or null if it is none; takes equally long for each. */
	public @Nullable ApiKeyAuthentication owner(String key) {
		byte[] hash = DigestUtils.sha256(key);
		ApiKeyAuthentication owner = null;
		for (KnownKey candidate : known) {
			if (MessageDigest.isEqual(candidate.hash, hash)) {
				owner = candidate.owner;
			}
		}
		return owner;
	}

	/** What Spring Security calls a role. */
	public static String authority(Role role) {
		return "ROLE_" + role.name();
	}

	/** What Spring Security calls roles. */
	static List<String> authorities(Set<Role> roles) {
		return roles.stream().map(ApiKeys::authority).toList();
	}

}
