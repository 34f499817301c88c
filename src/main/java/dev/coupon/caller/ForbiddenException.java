package dev.coupon.caller;

import java.util.Set;

/**
 * Thrown when a caller asks for something that its roles don't allow, although they allow
 * other requests of the same kind.
 */
public final class ForbiddenException extends RuntimeException {

	/**
	 * @param detail what isn't allowed, and how to ask for something that is
	 * @param roles the roles that would allow it; one of them is enough
	 */
	public ForbiddenException(String detail, Set<Role> roles) {
		super(detail + " " + Role.needed(roles));
	}

	/** The text that tells the caller what isn't allowed, and which roles would do. */
	public String detail() {
		return String.valueOf(getMessage());
	}

}
