package dev.coupon;

import dev.coupon.caller.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Who may ask the service for what.
 *
 * @param keys The API keys, by their names. Without any, and without an issuer of JWTs,
 * the service answers trusted networks only.
 * @param trustedNetworks Networks in CIDR notation that the service answers while it has
 * neither keys nor an issuer.
 * @param trustedHosts Names under which trusted networks call the service, besides
 * localhost and its addresses, while it has neither keys nor an issuer.
 * @param allowedOrigins Origins of pages whose scripts may call the service (CORS), such
 * as https://shop.example. None if absent.
 */
public record SecuritySettings(
		@DefaultValue Map<@Pattern(
				regexp = SecuritySettings.NAME, message = SecuritySettings.NAME_RULE) String, @Valid Key> keys,
		@DefaultValue( {
				"127.0.0.0/8", "::1" }) List<String> trustedNetworks,
		@DefaultValue List<@Pattern(regexp = "[A-Za-z0-9._-]+",
				message = "must be names without ports") String> trustedHosts,
		@DefaultValue List<@Pattern(regexp = "https?://[^/]+",
				message = "must be origins such as https://shop.example") String> allowedOrigins){

	static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";

	static final String NAME_RULE = "names of keys are 1 to 64 lower-case letters, digits and hyphens";

	/**
	 * An API key.
	 *
	 * @param sha256 SHA-256 of the key in hexadecimal; of two keys while one takes over
	 * from the other.
	 * @param roles What the key may be used for.
	 */
	public record Key(@DefaultValue @Size(min = 1, max = 2,
			message = "must be one hash, or two during a change") List<@Pattern(regexp = "[0-9a-fA-F]{64}",
					message = "must be 64 hexadecimal digits") String> sha256,
			@NotEmpty Set<Role> roles) {

		/** Doesn't show the hashes. */
		@Override
		public String toString() {
			return "Key" + roles;
		}
	}

	public SecuritySettings {
		trustedNetworks.forEach(SecuritySettings::check);
		checkDiffering(keys);
	}

	/** Nobody could tell who it is. */
	private static void checkDiffering(Map<String, Key> keys) {
		Map<String, String> owners = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		new TreeMap<>(keys).forEach((name, key) -> key.sha256.forEach(hash -> {
			String owner = owners.put(hash, name);
			if (owner != null && !owner.equals(name)) {
				throw new IllegalArgumentException(
						"coupon.security.keys: %s and %s are the same key".formatted(owner, name));
			}
		}));
	}

	/** Without a cause, which would be shown instead. */
	private static void check(String network) {
		try {
			new IpAddressMatcher(network);
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException(
					"coupon.security.trusted-networks: %s is neither an address nor a network such as 10.0.0.0/8"
						.formatted(network));
		}
	}

}
