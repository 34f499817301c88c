package dev.coupon.domain;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A question for the coupons of one user in all campaigns.
 *
 * @param campaignId only the coupons of this campaign; absent for all
 * @param status only coupons that have this status now; absent for all
 */
public record Wallet(String userId, @Nullable String campaignId, Coupon.@Nullable Status status) {

	/**
	 * The place of a coupon among those of its user. The newest coupon comes first; of
	 * several from the same millisecond, the ids of their campaigns and their numbers
	 * decide.
	 */
	public record Position(Instant issuedAt, String campaignId, int sequence) implements Comparable<Position> {

		private static final Comparator<Position> OLDEST_FIRST = Comparator.comparing(Position::issuedAt)
			.thenComparing(Position::campaignId)
			.thenComparingInt(Position::sequence);

		/** The place of a coupon. */
		public static Position of(Coupon coupon) {
			return new Position(coupon.issuedAt(), coupon.campaignId(), coupon.sequence());
		}

		@Override
		public int compareTo(Position other) {
			return OLDEST_FIRST.compare(other, this);
		}

	}

	/** Tells whether a coupon has the status that is asked for. */
	public boolean wants(Coupon coupon) {
		return status == null || status == coupon.status();
	}

}
