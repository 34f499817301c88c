package dev.coupon.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * The rule for when coupons expire. The instant is computed when a coupon is issued.
 * Afterwards it can only become later, by {@link Campaign#couponsExtendedTo}.
 */
public sealed interface Expiry {

	/** The rule that all coupons expire when the campaign ends. */
	record WithCampaign() implements Expiry {
	}

	/**
	 * The rule that all coupons expire at one instant, not before the campaign ends.
	 */
	record At(Instant instant) implements Expiry {
	}

	/** The rule that each coupon expires a fixed time after its own issue. */
	record After(Duration validFor) implements Expiry {
	}

}
