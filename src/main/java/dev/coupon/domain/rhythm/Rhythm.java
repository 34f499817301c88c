package dev.coupon.domain.rhythm;

import org.jspecify.annotations.Nullable;

/**
 * The hours at which a campaign issues coupons, and how many in each period.
 *
 * @param quota the limit for each period; absent for no limit
 */
public record Rhythm(OpeningHours hours, @Nullable Quota quota) {

	/** The rhythm of a campaign that issues all the time without a limit for periods. */
	public static final Rhythm NONE = new Rhythm(OpeningHours.ALWAYS, null);

	/** Tells whether the campaign has opening hours or a quota. */
	public boolean isPresent() {
		return quota != null || !hours.windows().isEmpty();
	}

	/** Tells whether the quota limits the coupons of each user. */
	public boolean limitsUsers() {
		return quota != null && quota.perUserLimit() != null;
	}

}
