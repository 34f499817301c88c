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
 * @param expiresAt the instant from which on the coupon can't be redeemed: fixed at
 * issue, or the one to which its campaign's coupons were extended, if that is later
 * @param redemption the present redemption; absent while the coupon is unused
 * @param voiding the statement that the coupon is worthless; absent if it isn't void
 */
public record Coupon(String code, String campaignId, int sequence, @Nullable String userId, Instant issuedAt,
		Instant expiresAt, Status status, @Nullable Redemption redemption, @Nullable Voiding voiding) {

	/**
	 * The status of a coupon. If several apply, the first one in this order is the
	 * status.
	 */
	public enum Status {

		VOID, REDEEMED, EXPIRED, ISSUED

	}

	/**
	 * A redemption of a coupon.
	 *
	 * @param at the instant of the redemption to the millisecond
	 * @param reference the redeemer's note, such as an order number; absent if there is
	 * none
	 * @param by the redeemer, like the author of an {@code Act}; absent if unknown
	 */
	public record Redemption(Instant at, @Nullable String reference, @Nullable String by) {
	}

	/**
	 * A statement that a coupon is worthless.
	 *
	 * @param at the instant from which on it is, to the millisecond
	 * @param reason the reason in the operator's words; absent if none was given
	 */
	public record Voiding(Instant at, @Nullable String reason) {
	}

	/** A coupon that was issued, and of which nothing has become yet. */
	public Coupon(String code, String campaignId, int sequence, @Nullable String userId, Instant issuedAt,
			Instant expiresAt) {
		this(code, campaignId, sequence, userId, issuedAt, expiresAt, Status.ISSUED, null, null);
	}

	/** The same coupon with what has become of it, and the status that it has now. */
	public Coupon with(@Nullable Redemption newRedemption, @Nullable Voiding newVoiding, Instant now) {
		Status newStatus = Status.ISSUED;
		if (newVoiding != null) {
			newStatus = Status.VOID;
		}
		else if (newRedemption != null) {
			newStatus = Status.REDEEMED;
		}
		else if (!now.isBefore(expiresAt)) {
			newStatus = Status.EXPIRED;
		}
		return new Coupon(code, campaignId, sequence, userId, issuedAt, expiresAt, newStatus, newRedemption,
				newVoiding);
	}

	/** The instant of the redemption; absent while the coupon is unused. */
	public @Nullable Instant redeemedAt() {
		return redemption == null ? null : redemption.at;
	}

	/** The redeemer's note; absent if there is none or the coupon is unused. */
	public @Nullable String redemptionReference() {
		return redemption == null ? null : redemption.reference;
	}

}
