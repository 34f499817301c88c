package dev.coupon.domain;

import java.util.List;

/**
 * A campaign at one moment, as callers see it.
 *
 * @param revision opaque; another one whenever the settings, pause included, have changed
 * @param issued how many coupons were issued, 0 to {@code campaign.maxCoupons()}
 * @param redeemed how many of them are used; may trail behind
 * @param codes the codes asked for, in the order of issue
 */
public record Snapshot(Campaign campaign, String revision, Campaign.Status status, int issued, int redeemed,
		List<String> codes) {

	/** How many coupons are left. */
	public int remaining() {
		return campaign.maxCoupons() - issued;
	}

}
