package dev.coupon.caller;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A permission that a caller has, by its key or its token. */
public enum Role {

	/** Everything that the REST API can do, and reading metrics. */
	ADMIN,
	/** Reading campaigns, coupons, their history and the audit. */
	VIEW,
	/** Issuing coupons, and reading a campaign without its codes. */
	ISSUE,
	/** Looking up coupons, redeeming them, and rolling the caller's redemptions back. */
	REDEEM,
	/** Getting coupons for the caller itself. Only a token can have this role. */
	USER,
	/** Reading metrics. */
	MONITOR;

	/** The roles that an API key can have. */
	public static final Set<Role> OF_KEYS = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(USER)));

	/** The sentence that tells which of some roles a caller needs. */
	public static String needed(Collection<Role> roles) {
		String names = roles.stream().sorted().map(Role::name).collect(Collectors.joining(", "));
		return roles.size() == 1 ? "The role " + names + " would do." : "One of the roles " + names + " would do.";
	}

}
