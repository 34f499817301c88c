package dev.coupon.caller;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.limits}: how often something may be asked, of each instance
 * of the service.
 *
 * @param failedLookUps How often a caller may ask for codes that are no coupon's.
 * @param failedAuthentications How often an address may send keys that are unknown.
 * @param issuesPerKey How many coupons may be asked for with a key.
 * @param issuesPerUser How many coupons of a campaign may be asked for with a userId.
 */
public record LimitSettings(@DefaultValue("100/1m") Rate failedLookUps,
		@DefaultValue("30/1m") Rate failedAuthentications, @DefaultValue("0") Rate issuesPerKey,
		@DefaultValue("0") Rate issuesPerUser) {
}
