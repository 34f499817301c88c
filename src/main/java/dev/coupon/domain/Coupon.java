package dev.coupon.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An issued coupon, as it was at the moment of reading. No coupon exists before it is
 * issued.
 *
 * @param code the code, unique in the service
 * @param sequence the coupon's number in its campaign: 1..n without gaps, in the order of
 * issue
 * @param userId the user who got the coupon; absent if the request named no user
 * @param issuedAt the instant of issue to the millisecond, by the store's clock
 * @param expiresAt the instant from which on the coupon can't be redeemed, fixed at issue
 * @param redeemedAt the instant of the redemption; absent while the coupon is unused
 * @param redemptionReference the redeemer's note, such as an order number; absent if
 * there is none or the coupon is unused
 */
public record Coupon(String code, String campaignId, int sequence, @Nullable String userId, Instant issuedAt,
		Instant expiresAt, @Nullable Instant redeemedAt, @Nullable String redemptionReference) {

	/** The same coupon, redeemed. */
	public Coupon redeemed(Instant at, @Nullable String reference) {
		return new Coupon(code, campaignId, sequence, userId, issuedAt, expiresAt, at, reference);
	}
}
