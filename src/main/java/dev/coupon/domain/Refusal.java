package dev.coupon.domain;

import java.util.Locale;

/**
 * A reason why an operation changed nothing, in order of precedence: when several apply,
 * the first one is given.
 *
 * <p>
 * A replay of an earlier success takes the place right after
 * {@link #IDEMPOTENCY_KEY_REUSED}: whoever repeats a request that has succeeded gets its
 * result, whatever has become of the campaign or coupon since.
 */
public enum Refusal {

	/** The caller asks too often, whatever for. */
	RATE_LIMITED,
	/**
	 * The id belongs to a campaign with other settings, or to one whose erasure is not
	 * finished.
	 */
	CAMPAIGN_EXISTS, CAMPAIGN_NOT_FOUND, COUPON_NOT_FOUND,
	/** The settings changed since the caller read them. */
	VERSION_MISMATCH,
	/** The start of a campaign that has started is history. */
	CAMPAIGN_STARTED, MAX_COUPONS_BELOW_ISSUED,
	/** Coupons that have not expired would be lost with their campaign. */
	CAMPAIGN_HAS_COUPONS,
	/**
	 * The key has been used with another user (issue) or another reference (redemption).
	 */
	IDEMPOTENCY_KEY_REUSED, CAMPAIGN_ENDED, CAMPAIGN_PAUSED, CAMPAIGN_NOT_STARTED,
	/** The campaign limits coupons per user, so it has to know the user. */
	USER_REQUIRED, USER_LIMIT_REACHED, CAMPAIGN_EXHAUSTED,
	/** No unused code was found in a bounded number of draws. */
	CODE_SPACE_EXHAUSTED,
	/**
	 * There is no redemption to roll back, or the one that the key made was rolled back.
	 */
	NOT_REDEEMED, ALREADY_REDEEMED, COUPON_EXPIRED;

	private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

	/** The stable name that clients see, such as {@code campaign-exhausted}. */
	public String code() {
		return code;
	}

}
