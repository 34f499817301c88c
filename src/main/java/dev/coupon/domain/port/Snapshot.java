package dev.coupon.domain.port;

import dev.coupon.domain.Campaign;
import java.util.List;

/**
 * A campaign at one moment, as callers see it.
 *
 * @param uid the text that tells the campaign from others that had its id before
 * @param revision a text without a meaning of its own, which changes whenever the
 * settings, pause included, change
 * @param issued how many coupons were issued, 0 to {@code campaign.maxCoupons()}
 * @param redeemed how many of them are used; may be slightly out of date
 * @param voided how many of the issued coupons were declared worthless; may be slightly
 * out of date
 * @param codes the codes asked for, in the order of issue
 */
public record Snapshot(Campaign campaign, String uid, String revision, Campaign.Status status, int issued, int redeemed,
		int voided, List<String> codes) {

	/** The number of coupons that are left. */
	public int remaining() {
		return campaign.maxCoupons() - issued;
	}

}
