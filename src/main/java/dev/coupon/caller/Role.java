package dev.coupon.caller;

/** A permission that a caller has, by its key or its token. */
public enum Role {

	/** Campaigns, lists and exports. */
	ADMIN,
	/** Issuing coupons. */
	ISSUE,
	/** Looking coupons up, redeeming them and rolling back. */
	REDEEM,
	/** Reading metrics. */
	MONITOR

}
