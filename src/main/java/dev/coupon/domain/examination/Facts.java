package dev.coupon.domain.examination;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The facts that a store reads for an examination, all as of one moment. */
public interface Facts {

	/**
	 * A coupon among those of its campaign.
	 *
	 * @param userId the user who got it; absent without a user
	 */
	record Issued(int sequence, String code, @Nullable String userId, Instant issuedAt) {
	}

	/**
	 * A coupon among those of its user.
	 *
	 * @param slot its number among the coupons of its user, as the store keeps it
	 * @param sequence its number in the campaign
	 */
	record OfUser(String userId, int slot, int sequence) {
	}

	/**
	 * The numbers of what became of coupons, counted one by one.
	 *
	 * @param redeemed how many redemptions are present
	 * @param voided how many coupons are void
	 * @param expired how many coupons have expired and are neither redeemed nor void
	 */
	record Recount(int redeemed, int voided, int expired) {
	}

}
