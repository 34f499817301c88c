package dev.coupon.domain.decision;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An issued coupon at one moment, and the decisions that follow from it.
 *
 * @param now the store's time at that moment
 */
public record CouponState(Coupon coupon, Instant now) {

	/**
	 * An earlier redemption with the same idempotency key as a request.
	 *
	 * @param reference the reference of the earlier request; absent if it had none
	 * @param rolledBack whether that redemption has been rolled back since
	 */
	public record EarlierRedemption(@Nullable String reference, boolean rolledBack) {
	}

	/**
	 * The decision about a redemption.
	 * @param reference the request's reference; absent if it has none
	 * @param earlier the earlier redemption with the request's idempotency key; absent if
	 * there is none
	 */
	public Decision redeem(@Nullable String reference, @Nullable EarlierRedemption earlier) {
		if (earlier != null) {
			if (!Objects.equals(earlier.reference, reference)) {
				return new Refuse(Refusal.IDEMPOTENCY_KEY_REUSED, null);
			}
			return earlier.rolledBack ? new Refuse(Refusal.NOT_REDEEMED, null) : new Replay();
		}
		if (coupon.redeemedAt() != null) {
			return new Refuse(Refusal.ALREADY_REDEEMED, null);
		}
		return now.isBefore(coupon.expiresAt()) ? new Apply() : new Refuse(Refusal.COUPON_EXPIRED, null);
	}

	/**
	 * The decision about the roll-back of a redemption.
	 * @param reference the reference of the redemption that is meant; absent for the
	 * present one, whichever it is
	 * @param rolledBackBefore whether a redemption with this reference was rolled back
	 */
	public Decision rollBack(@Nullable String reference, boolean rolledBackBefore) {
		if (coupon.redeemedAt() != null && (reference == null || reference.equals(coupon.redemptionReference()))) {
			return new Apply();
		}
		return rolledBackBefore ? new Replay() : new Refuse(Refusal.NOT_REDEEMED, null);
	}

}
