package dev.coupon.domain.port.request;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.log.LogEntry.OfCoupon;
import org.jspecify.annotations.Nullable;

/** A change of a coupon after its issue. */
public sealed interface CouponChange {

	/** The kind of the entry that the log gets if the change is made. */
	LogEntry.Type type();

	/**
	 * The part of the log's entry that is about the coupon.
	 * @param coupon the coupon before the change
	 */
	default OfCoupon logged(Coupon coupon) {
		return new OfCoupon(coupon.sequence(), coupon.code(),
				this instanceof Redeem redeem ? redeem.reference() : coupon.redemptionReference());
	}

	/**
	 * Marks a coupon as used. Only the coupon's own expiry matters, not whether its
	 * campaign is paused or has ended.
	 *
	 * @param reference the redeemer's note to keep with the redemption, such as an order
	 * number; absent for none
	 * @param idempotencyKey the key that identifies this request among those to the
	 * coupon; absent if it won't be repeated
	 */
	record Redeem(@Nullable String reference, @Nullable RequestKey idempotencyKey) implements CouponChange {

		@Override
		public LogEntry.Type type() {
			return LogEntry.Type.COUPON_REDEEMED;
		}

	}

	/**
	 * Rolls a redemption back, also of a coupon that has expired since.
	 *
	 * @param reference the reference of the redemption that is meant; absent for the
	 * present redemption, whichever it is
	 * @param onlyOwn whether only a redemption by the author of the change may be rolled
	 * back, or one whose redeemer isn't known
	 */
	record RollBack(@Nullable String reference, boolean onlyOwn) implements CouponChange {

		@Override
		public LogEntry.Type type() {
			return LogEntry.Type.COUPON_REDEMPTION_ROLLED_BACK;
		}

	}

	/**
	 * Declares a coupon worthless. Its number is not given to another coupon, and it
	 * still counts for limits.
	 */
	record MakeVoid() implements CouponChange {

		@Override
		public LogEntry.Type type() {
			return LogEntry.Type.COUPON_VOIDED;
		}

	}

	/** Takes back that a coupon is worthless. */
	record RevokeVoid() implements CouponChange {

		@Override
		public LogEntry.Type type() {
			return LogEntry.Type.COUPON_VOID_REVOKED;
		}

	}

}
