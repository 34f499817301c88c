package dev.coupon.domain;

import org.jspecify.annotations.Nullable;

/**
 * A request for one coupon.
 *
 * @param userId whom the coupon is for, see {@link #USER_ID_PATTERN}; absent if nobody in
 * particular
 * @param idempotencyKey names this request among those to the campaign, so that it can be
 * repeated safely: see {@link #IDEMPOTENCY_KEY_PATTERN}; absent if the request is not
 * meant to be repeated
 */
public record IssueRequest(String campaignId, @Nullable String userId, @Nullable String idempotencyKey) {

	/**
	 * What a user may be named: anything but control characters and half surrogate pairs.
	 */
	public static final String USER_ID_PATTERN = "^[^\\p{Cc}\\p{Cs}]{1,128}$";

	public static final String IDEMPOTENCY_KEY_PATTERN = "^[ -~]{1,255}$";

}
