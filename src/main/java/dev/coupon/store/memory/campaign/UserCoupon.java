package dev.coupon.store.memory.campaign;

import org.jspecify.annotations.Nullable;

/**
 * A coupon issued to a user. Those of a campaign to the same user form a ring in the
 * order of issue, in which the first follows the last.
 */
final class UserCoupon extends StoredCoupon {

	/** The user's coupons in the campaign, numbered from 1. */
	private int ordinal = 1;

	private UserCoupon next = this;

	UserCoupon(CampaignCell campaign, String code, Terms terms) {
		super(campaign, code, terms);
	}

	/** Takes its place after what was the user's last coupon, if there was one. */
	void follow(@Nullable UserCoupon last) {
		if (last != null) {
			ordinal = last.ordinal + 1;
			next = last.next;
			last.next = this;
		}
	}

	int ordinal() {
		return ordinal;
	}

	UserCoupon next() {
		return next;
	}

}
