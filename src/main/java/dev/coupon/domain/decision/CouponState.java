package dev.coupon.domain.decision;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Coupon.Redemption;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RollBack;
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
	 * @param earlier the earlier redemption with the request's idempotency key; absent if
	 * there is none
	 */
	public Decision redeem(Redeem wanted, @Nullable EarlierRedemption earlier) {
		if (earlier != null) {
			if (!Objects.equals(earlier.reference, wanted.reference())) {
				return refuse(Refusal.IDEMPOTENCY_KEY_REUSED);
			}
			return earlier.rolledBack ? refuse(Refusal.NOT_REDEEMED) : new Replay();
		}
		if (coupon.voiding() != null) {
			return refuse(Refusal.COUPON_VOID);
		}
		if (coupon.redemption() != null) {
			return refuse(Refusal.ALREADY_REDEEMED);
		}
		return now.isBefore(coupon.expiresAt()) ? new Apply() : refuse(Refusal.COUPON_EXPIRED);
	}

	/**
	 * The decision about the roll-back of a redemption. A redemption whose redeemer isn't
	 * known may be rolled back by anybody.
	 * @param rolledBackBefore whether a redemption with the reference was rolled back
	 */
	public Decision rollBack(RollBack wanted, Act act, boolean rolledBackBefore) {
		Redemption present = coupon.redemption();
		if (present == null || !(wanted.reference() == null || wanted.reference().equals(present.reference()))) {
			return rolledBackBefore ? new Replay() : refuse(Refusal.NOT_REDEEMED);
		}
		boolean allowed = !wanted.onlyOwn() || present.by() == null || present.by().equals(act.by());
		return allowed ? new Apply() : refuse(Refusal.REDEEMED_BY_ANOTHER);
	}

	/** The decision about a request to declare the coupon worthless. */
	public Decision makeVoid() {
		if (coupon.voiding() != null) {
			return new Replay();
		}
		return coupon.redemption() == null ? new Apply() : refuse(Refusal.ALREADY_REDEEMED);
	}

	/** The decision about a request to take that declaration back. */
	public Decision revokeVoid() {
		return coupon.voiding() == null ? refuse(Refusal.NOT_VOID) : new Apply();
	}

	private static Decision refuse(Refusal refusal) {
		return new Refuse(refusal, null);
	}

}
