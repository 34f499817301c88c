package dev.coupon.store.memory.campaign;

import org.jspecify.annotations.Nullable;

/**
 * A coupon issued to a user. The coupons of one user in a campaign form a ring in the
 * order of issue, in which the first one follows the last one.
 */
final class UserCoupon extends StoredCoupon {

	/** The number of this coupon among the user's coupons in the campaign, from 1. */
	private int ordinal = 1;

	private UserCoupon next = this;

	UserCoupon(CampaignCell campaign, String code, Terms terms) {
		super(campaign, code, terms);
	}

	/**
	 * Puts this coupon into the ring after the user's last coupon so far, if there is
	 * one.
	 */
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
