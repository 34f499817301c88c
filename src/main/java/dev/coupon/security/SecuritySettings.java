package dev.coupon.security;

import dev.coupon.caller.Network;
import dev.coupon.caller.Role;
import dev.coupon.security.key.KeySettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.security}: access to the service.
 *
 * @param keys API keys by their names. Without any, and without an issuer of JWTs, the
 * service answers trusted networks only (protected mode).
 * @param trustedNetworks Networks in CIDR notation that the service answers in protected
 * mode.
 * @param trustedHosts Host names under which the service may be called in protected mode,
 * besides localhost and its addresses.
 * @param allowedOrigins Origins of web pages whose scripts may call the service (CORS),
 * such as https://shop.example. None if absent.
 * @param userClaim Claim of tokens that holds the user id of a caller with the role USER.
 */
public record SecuritySettings(
		@DefaultValue Map<@Pattern(
				regexp = KeySettings.NAME, message = KeySettings.NAME_RULE) String, @Valid KeySettings> keys,
		@DefaultValue( {
				"127.0.0.0/8", "::1" }) List<String> trustedNetworks,
		@DefaultValue List<@Pattern(regexp = "[A-Za-z0-9._-]+",
				message = "must be names without ports") String> trustedHosts,
		@DefaultValue List<@Pattern(regexp = "https?://[^/]+",
				message = "must be origins such as https://shop.example") String> allowedOrigins,
		@DefaultValue("sub") @NotBlank String userClaim){

	public SecuritySettings {
		trustedNetworks.forEach(SecuritySettings::checkNetwork);
		checkDiffering(keys);
		keys.forEach(SecuritySettings::checkRoles);
	}

	/** Checks that a key has no role that only tokens can have. */
	private static void checkRoles(String name, KeySettings key) {
		if (!Role.OF_KEYS.containsAll(key.roles())) {
			throw new IllegalArgumentException(
					"coupon.security.keys.%s.roles: %s is for tokens only, because a key names no user".formatted(name,
							Role.USER));
		}
	}

	/** Checks that no two names share a key, because a key must identify one caller. */
	private static void checkDiffering(Map<String, KeySettings> keys) {
		Map<String, String> owners = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		new TreeMap<>(keys).forEach((name, key) -> key.sha256().forEach(hash -> {
			String owner = owners.put(hash, name);
			if (owner != null && !owner.equals(name)) {
				throw new IllegalArgumentException(
						"coupon.security.keys: %s and %s are the same key".formatted(owner, name));
			}
		}));
	}

	/**
	 * Checks the notation of a network. The exception has no cause, because Spring Boot
	 * would show the cause instead.
	 */
	private static void checkNetwork(String network) {
		try {
			Network.valueOf(network);
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("coupon.security.trusted-networks: " + e.getMessage());
		}
	}

}
