package dev.coupon.security.key;

import dev.coupon.caller.Role;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;

/** The known API keys, as hashes. */
public final class ApiKeys {

	private static final Map<String, Role> ROLES = Arrays.stream(Role.values())
		.collect(Collectors.toUnmodifiableMap(ApiKeys::authority, Function.identity()));

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
	 * @param keys the settings of the keys, by the names of the keys
	 */
	public ApiKeys(Map<String, KeySettings> keys) {
		keys.forEach((name, key) -> {
			ApiKeyAuthentication owner = new ApiKeyAuthentication(name, key.roles());
			key.sha256().forEach(hash -> known.add(new KnownKey(HexFormat.of().parseHex(hash), owner)));
		});
	}

	/** Tells whether there are no keys. */
	public boolean isEmpty() {
		return known.isEmpty();
	}

	/**
	 * The owner of a key, or null if the key is unknown. The search takes equally long
	 * for each key.
	 */
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

	/** The name of a role as an authority of Spring Security. */
	public static String authority(Role role) {
		return "ROLE_" + role.name();
	}

	/** The roles that have these authorities. Other authorities don't count. */
	public static Set<Role> roles(Collection<? extends GrantedAuthority> authorities) {
		Set<Role> roles = EnumSet.noneOf(Role.class);
		for (GrantedAuthority authority : authorities) {
			Role role = ROLES.get(String.valueOf(authority.getAuthority()));
			if (role != null) {
				roles.add(role);
			}
		}
		return roles;
	}

	/** The names of roles as authorities of Spring Security. */
	static List<String> authorities(Set<Role> roles) {
		return roles.stream().map(ApiKeys::authority).toList();
	}

}
