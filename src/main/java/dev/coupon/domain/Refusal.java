package dev.coupon.domain;

import java.util.Locale;

/**
 * A reason why an operation changed nothing. The constants are in order of precedence:
 * when several apply, the first one is given.
 *
 * <p>
 * A replay of an earlier success comes right after {@link #IDEMPOTENCY_KEY_REUSED}: a
 * repeated request that succeeded before gets its result, even if the campaign or coupon
 * has changed since.
 */
public enum Refusal {

	/** The caller or the user makes requests too often. */
	RATE_LIMITED,
	/**
	 * The id belongs to a campaign with other settings, or to a deleted one whose erasure
	 * is not finished.
	 */
	CAMPAIGN_EXISTS, CAMPAIGN_NOT_FOUND,
	/** No report is kept of a campaign with this id. */
	REPORT_NOT_FOUND, COUPON_NOT_FOUND,
	/** The code, as somebody typed it, fits several coupons. */
	AMBIGUOUS_CODE,
	/** The settings changed since the caller read them. */
	VERSION_MISMATCH,
	/** The campaign has started, so its start can no longer change. */
	CAMPAIGN_STARTED,
	/** Coupons are extended only to an instant to come, and later than any before. */
	EXTENSION_NOT_LATER, MAX_COUPONS_BELOW_ISSUED,
	/** The campaign has coupons that have not expired and would be lost with it. */
	CAMPAIGN_HAS_COUPONS,
	/** The campaign draws its codes, so that none can be imported. */
	CODES_NOT_IMPORTED,
	/**
	 * The idempotency key was used before with another user (issue), another reference
	 * (redemption) or other settings (creation of a campaign).
	 */
	IDEMPOTENCY_KEY_REUSED, CAMPAIGN_ENDED, CAMPAIGN_PAUSED, CAMPAIGN_NOT_STARTED,
	/** The campaign limits coupons per user, so the request has to name the user. */
	USER_REQUIRED, USER_LIMIT_REACHED, CAMPAIGN_EXHAUSTED,
	/** The campaign is not open at this hour. */
	CAMPAIGN_CLOSED,
	/** The user, or all users together, have got the quota of the present period. */
	USER_QUOTA_REACHED, QUOTA_EXHAUSTED,
	/**
	 * No free code was found in a limited number of draws, or campaigns may issue so many
	 * coupons that guesses would hit them.
	 */
	CODE_SPACE_EXHAUSTED,
	/**
	 * The coupon has no redemption to roll back, or the redemption with the idempotency
	 * key was rolled back.
	 */
	NOT_REDEEMED,
	/** The redemption is not the caller's own, and the caller may roll back no other. */
	REDEEMED_BY_ANOTHER,
	/** The coupon was declared worthless. */
	COUPON_VOID, NOT_VOID, ALREADY_REDEEMED, COUPON_EXPIRED;

	private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

	/** The stable name that clients see, such as {@code campaign-exhausted}. */
	public String code() {
		return code;
	}

}
