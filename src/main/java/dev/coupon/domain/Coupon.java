package dev.coupon.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One issued coupon as it was at the moment of reading. There are no coupons that are not
 * issued.
 *
 * @param code unique across the service
 * @param sequence the coupon's place in its campaign: 1..n without gaps, in the order of
 * issue
 * @param userId whom it was issued to; absent if the request named nobody
 * @param issuedAt to the millisecond, by the store's time
 * @param expiresAt fixed at issue; from this instant on the coupon can't be redeemed
 * @param redeemedAt absent while the coupon is unused
 * @param redemptionReference what the redeemer noted, such as an order number; absent if
 * nothing or unused
 */
public record Coupon(String code, String campaignId, int sequence, @Nullable String userId, Instant issuedAt,
		Instant expiresAt, @Nullable Instant redeemedAt, @Nullable String redemptionReference) {
}
