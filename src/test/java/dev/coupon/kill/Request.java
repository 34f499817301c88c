package dev.coupon.kill;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks.
 *
 * @param user for whom; of a coupon that is asked for without a key, the id
 * @param id which no other request has: its Idempotency-Key, if it has one, and the
 * reference of a redemption
 * @param code the coupon to redeem; null to have one issued
 */
record Request(String campaign, String user, String id, @Nullable String code) {

	private static final String WITHOUT_KEY = "once-";

	/** To issue a coupon. */
	static Request issue(String campaign, String user, int number) {
		return new Request(campaign, user, "issue-" + number, null);
	}

	/** To issue a coupon, asked once and without a key. */
	static Request issueOnce(String campaign, int number) {
		return new Request(campaign, WITHOUT_KEY + number, WITHOUT_KEY + number, null);
	}

	/** To redeem this coupon. */
	Request redeem(String issued, boolean once, int number) {
		return new Request(campaign, user, (once ? WITHOUT_KEY : "redeem-") + number, issued);
	}

	/** Whether it has a key, so that it may be asked again. */
	boolean isRepeatable() {
		return !id.startsWith(WITHOUT_KEY);
	}

}
