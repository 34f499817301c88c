package dev.coupon.web.coupon.export;

import dev.coupon.domain.Coupon;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The coupons of a campaign that an export has in it. Every coupon is looked at, because
 * the times of issue aren't always in the order of the coupons: the clock may have been
 * set back.
 *
 * @param from the first instant of issue; absent if any will do
 * @param to the instant before which a coupon must be issued; absent if any will do
 * @param redeemed whether coupons must be redeemed, or must not be; absent for both
 */
record ExportSelection(@Nullable Instant from, @Nullable Instant to, @Nullable Boolean redeemed) {

	/** Tells whether coupons may be left out. */
	boolean isPart() {
		return from != null || to != null || redeemed != null;
	}

	/** Tells whether a coupon is in the export. */
	boolean has(Coupon coupon) {
		return (from == null || !coupon.issuedAt().isBefore(from)) && (to == null || coupon.issuedAt().isBefore(to))
				&& (redeemed == null || redeemed == (coupon.redemption() != null));
	}

}
