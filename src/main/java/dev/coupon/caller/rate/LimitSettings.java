package dev.coupon.caller.rate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.limits}: rate limits.
 *
 * @param failedLookUps How often a caller, or a customer whom the caller names, may look
 * up codes that no coupon has.
 * @param failedLookUpsPerKey How often all customers of a key together may look up such
 * codes; ten times as often as one of them if absent.
 * @param failedAuthentications How often an address may send the same unknown key, and
 * how many unknown keys.
 * @param issuesPerKey How many coupons may be requested with one key.
 * @param issuesPerUser How many coupons of one campaign may be requested for one userId.
 * @param shared Whether these rates, except for failed authentications, hold over all
 * instances together. Otherwise each instance applies them on its own.
 */
public record LimitSettings(@DefaultValue("100/1m") Rate failedLookUps, @Nullable Rate failedLookUpsPerKey,
		@DefaultValue("30/1m") Rate failedAuthentications, @DefaultValue("0") Rate issuesPerKey,
		@DefaultValue("0") Rate issuesPerUser, @DefaultValue("false") boolean shared) {

	private static final int CUSTOMERS = 10;

	/** The rate at which all customers of a key together may look up unknown codes. */
	public Rate failedLookUpsOfAllCustomers() {
		return failedLookUpsPerKey == null ? failedLookUps.times(CUSTOMERS) : failedLookUpsPerKey;
	}

}
