package dev.coupon.security.key;

import dev.coupon.caller.Role;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.security.keys.<name>}: an API key.
 *
 * @param sha256 SHA-256 of the key in hexadecimal. Two hashes while one key replaces the
 * other.
 * @param roles Roles that the key has.
 */
public record KeySettings(
		@DefaultValue @Size(min = 1, max = 2,
				message = "must be one hash, or two during a change") List<@Pattern(regexp = "[0-9a-fA-F]{64}",
						message = "must be 64 hexadecimal digits") String> sha256,
		@DefaultValue @NotEmpty Set<Role> roles) {

	/** The pattern of the names of keys. */
	public static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";

	/** The rule of {@link #NAME} in words. */
	public static final String NAME_RULE = "names of keys are 1 to 64 lower-case letters, digits and hyphens";

	/** Shows the roles only, not the hashes. */
	@Override
	public String toString() {
		return "KeySettings" + roles;
	}

}
