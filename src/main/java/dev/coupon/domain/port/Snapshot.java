package dev.coupon.domain.port;

import dev.coupon.domain.Campaign;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param pace what the rhythm allows; absent without a rhythm
 * @param codes the codes asked for, in the order of issue
 */
public record Snapshot(Campaign campaign, String uid, String revision, Campaign.Status status, int issued, int redeemed,
		int voided, @Nullable Pace pace, List<String> codes) {

	/**
	 * The pace that the rhythm of a campaign allows.
	 *
	 * @param waiting whether nothing but the rhythm keeps coupons from being issued
	 * @param opensAt the first instant at which the rhythm allows an issue; absent if it
	 * does already, if nothing is issued anyway, or if the campaign ends before
	 * @param quota what is left of the quota; absent without a quota
	 */
	public record Pace(boolean waiting, @Nullable Instant opensAt, @Nullable QuotaLeft quota) {
	}

	/**
	 * The rest of a quota.
	 *
	 * @param remaining how many coupons may be issued in the present period, 0 or more;
	 * absent if the quota limits only users
	 * @param resetsAt the end of the present period
	 */
	public record QuotaLeft(@Nullable Integer remaining, Instant resetsAt) {
	}

	/** The number of coupons that are left. */
	public int remaining() {
		return campaign.maxCoupons() - issued;
	}

}
