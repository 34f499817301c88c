package dev.coupon.caller;

/** A permission that a caller has, by its key or its token. */
public enum Role {

	/** Managing campaigns, and listing and exporting coupons. */
	ADMIN,
	/** Issuing coupons. */
	ISSUE,
	/** Looking up coupons, redeeming them and rolling redemptions back. */
	REDEEM,
	/** Reading metrics. */
	MONITOR

}
