package dev.coupon.caller;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.limits}: rate limits, which each instance of the service
 * applies on its own.
 *
 * @param failedLookUps How often a caller may look up codes that no coupon has.
 * @param failedAuthentications How often an address may send the same unknown key, and
 * how many unknown keys.
 * @param issuesPerKey How many coupons may be requested with one key.
 * @param issuesPerUser How many coupons of one campaign may be requested for one userId.
 */
public record LimitSettings(@DefaultValue("100/1m") Rate failedLookUps,
		@DefaultValue("30/1m") Rate failedAuthentications, @DefaultValue("0") Rate issuesPerKey,
		@DefaultValue("0") Rate issuesPerUser) {
}
