package dev.coupon.domain.rhythm;

import dev.coupon.domain.rhythm.Quota.Period;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The period of a quota that a campaign was in when it last issued a coupon.
 *
 * @param period the period; absent if the campaign has no quota or has not issued a
 * coupon since it has one
 * @param before how many coupons had been issued before the period
 */
public record PeriodUse(@Nullable Period period, int before) {

	/** The use of a quota before the first coupon. */
	public static final PeriodUse NONE = new PeriodUse(null, 0);

	/**
	 * The use at an instant. A period that is over gives way to the next one. An instant
	 * before the period, which comes when a clock is set back, counts as in the period.
	 * @param issued how many coupons have been issued so far
	 */
	public PeriodUse at(Instant instant, Quota quota, ZoneId zone, int issued) {
		return period != null && instant.isBefore(period.end()) ? this
				: new PeriodUse(quota.period(instant, zone), issued);
	}

}
