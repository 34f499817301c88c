package dev.coupon.domain;

import org.jspecify.annotations.Nullable;

/**
 * A request for one coupon.
 *
 * @param userId whom the coupon is for, 1–128 characters; absent if nobody in particular
 * @param idempotencyKey names this request among those to the campaign, so that it can be
 * repeated safely: 1–255 printable ASCII characters, absent if the request is not meant
 * to be repeated
 */
public record IssueRequest(String campaignId, @Nullable String userId, @Nullable String idempotencyKey) {
	public static final int MAX_USER_ID_LENGTH = 128;

}
