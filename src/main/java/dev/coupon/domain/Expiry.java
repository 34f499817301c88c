package dev.coupon.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The rule for when coupons expire. The instant is computed when a coupon is issued.
 * Afterwards it can only become later, by {@link Campaign#couponsExtendedTo}.
 */
public sealed interface Expiry {

	/**
	 * The instant, to the millisecond, at which a coupon expires by this rule alone.
	 * @param issuedAt the time of its issue
	 * @param endsAt the end of its campaign
	 */
	default Instant of(Instant issuedAt, Instant endsAt) {
		return switch (this) {
			case WithCampaign() -> endsAt;
			case At(Instant instant) -> instant.truncatedTo(ChronoUnit.MILLIS);
			case After(Duration validFor) -> issuedAt.plus(validFor).truncatedTo(ChronoUnit.MILLIS);
		};
	}

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
