package dev.coupon.domain.port.request;

import dev.coupon.domain.text.TextRule;
import org.jspecify.annotations.Nullable;

/**
 * A request for one coupon.
 *
 * @param userId the user who gets the coupon, see {@link #USER_ID_PATTERN}; absent if the
 * request names no user
 * @param idempotencyKey the key that identifies this request among those to the campaign,
 * so that it can be repeated safely; absent if the request won't be repeated
 */
public record IssueRequest(String campaignId, @Nullable String userId, @Nullable RequestKey idempotencyKey) {

	/** The pattern of user ids: no control characters, no halves of surrogate pairs. */
	public static final String USER_ID_PATTERN = "^[^\\p{Cc}\\p{Cs}]{1,128}$";

	/** The rule of {@link #USER_ID_PATTERN} in words. */
	public static final String USER_ID_RULE = "must be 1 to 128 characters without control characters";

	/** The pattern of idempotency keys. */
	public static final String IDEMPOTENCY_KEY_PATTERN = "^[ -~]{1,255}$";

	/** The rule of {@link #IDEMPOTENCY_KEY_PATTERN} in words. */
	public static final String IDEMPOTENCY_KEY_RULE = "must be 1 to 255 printable ASCII characters";

	private static final TextRule USER_ID = TextRule.of(128, TextRule::isNoControl);

	private static final TextRule IDEMPOTENCY_KEY = TextRule.of(255, TextRule::isPrintableAscii);

	/** Tells whether a text may be the id of a user. */
	public static boolean isUserId(String text) {
		return USER_ID.allows(text);
	}

	/** Tells whether a text may be an idempotency key. */
	public static boolean isIdempotencyKey(String text) {
		return IDEMPOTENCY_KEY.allows(text);
	}

}
