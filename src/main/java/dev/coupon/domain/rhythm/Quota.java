package dev.coupon.domain.rhythm;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A limit of the coupons that a campaign issues in each period. What is left of one
 * period is not carried over to the next.
 *
 * @param per the length of the periods
 * @param maxCoupons how many coupons all users together may get in a period, at least 1;
 * absent for no limit
 * @param perUserLimit how many coupons one user may get in a period, at least 1; absent
 * for no limit. At least one of the two limits is present
 */
public record Quota(Per per, @Nullable Integer maxCoupons, @Nullable Integer perUserLimit) {

	/** The lengths of periods. Days begin at midnight, and weeks on Monday. */
	public enum Per {

		HOUR, DAY, WEEK, MONTH

	}

	/**
	 * A period, from its start (inclusive) to its end (exclusive).
	 */
	public record Period(Instant start, Instant end) {

		/** Tells whether an instant is in the period. */
		public boolean contains(Instant instant) {
			return !instant.isBefore(start) && instant.isBefore(end);
		}

	}

	/**
	 * The period of an instant. An hour that comes twice, because the clock is set back,
	 * is two periods. A day is one period, even if its midnight comes twice.
	 */
	public Period period(Instant instant, ZoneId zone) {
		if (per == Per.HOUR) {
			return hour(instant, zone);
		}
		LocalDate first = firstDay(LocalDate.ofInstant(instant, zone));
		Instant start = first.atStartOfDay(zone).toInstant();
		Instant end = nextFirstDay(first).atStartOfDay(zone).toInstant();
		return new Period(start, end);
	}

	private LocalDate firstDay(LocalDate day) {
		return switch (per) {
			case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
			case MONTH -> day.withDayOfMonth(1);
			case DAY, HOUR -> day;
		};
	}

	private LocalDate nextFirstDay(LocalDate first) {
		return switch (per) {
			case WEEK -> first.plusWeeks(1);
			case MONTH -> first.plusMonths(1);
			case DAY, HOUR -> first.plusDays(1);
		};
	}

	private static Period hour(Instant instant, ZoneId zone) {
		LocalDateTime hour = LocalDateTime.ofInstant(instant, zone).truncatedTo(ChronoUnit.HOURS);
		Instant start = Instant.MIN;
		Instant end = Instant.MAX;
		for (int shift = -2; shift <= 3; shift++) {
			for (Instant boundary : instants(hour.plusHours(shift), zone).toList()) {
				if (boundary.isAfter(instant)) {
					end = boundary.isBefore(end) ? boundary : end;
				}
				else {
					start = boundary.isAfter(start) ? boundary : start;
				}
			}
		}
		return new Period(start, end);
	}

	/**
	 * The instants at which the clock shows a time. For a skipped time, this is the
	 * instant of the jump.
	 */
	private static Stream<Instant> instants(LocalDateTime local, ZoneId zone) {
		ZoneOffsetTransition jump = zone.getRules().getTransition(local);
		return jump != null && jump.isGap() ? Stream.of(jump.getInstant())
				: zone.getRules().getValidOffsets(local).stream().map(local::toInstant);
	}

}
