package dev.coupon.domain.rhythm;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hours at which a campaign issues coupons. It is open whenever the clock of its time
 * zone shows a time in one of the windows. When the clock is set back, an hour comes
 * twice, and the campaign is open twice. When the clock is set forward, the skipped hour
 * never comes.
 *
 * @param windows the windows; none if the campaign is always open
 */
public record OpeningHours(List<Window> windows) {

	/** The hours of a campaign that is always open. */
	public static final OpeningHours ALWAYS = new OpeningHours(List.of());

	/** The number of letters that name a day, such as in MON. */
	public static final int DAY_LETTERS = 3;

	private static final int MINUTES_A_DAY = 24 * 60;

	/**
	 * The number of days that are searched for the next window. It is more than a week,
	 * because a clock may skip the only window of a week.
	 */
	private static final int DAYS_TO_SEARCH = 16;

	public OpeningHours {
		windows = List.copyOf(windows);
	}

	/**
	 * A window that comes again each week.
	 *
	 * @param days the days on which it begins, at least one
	 * @param from the minute of the day at which it begins, 0 to 1,439
	 * @param to the minute of the day before which it ends, 0 to 1,440. If it isn't after
	 * the beginning, the window ends on the next day
	 */
	public record Window(Set<DayOfWeek> days, int from, int to) {
		public Window {
			days = Set.copyOf(EnumSet.copyOf(days));
			if (from == to || from < 0 || from >= MINUTES_A_DAY || to < 0 || to > MINUTES_A_DAY) {
				throw new IllegalArgumentException("A window has a beginning and another end");
			}
		}

		private boolean contains(LocalDateTime local) {
			int minute = local.getHour() * 60 + local.getMinute();
			if (days.contains(local.getDayOfWeek()) && minute >= from && (minute < to || to < from)) {
				return true;
			}
			return to < from && minute < to && days.contains(local.getDayOfWeek().minus(1));
		}
	}

	/** A minute of the day as a clock shows it, such as 09:30. The last one is 24:00. */
	public static String time(int minute) {
		return "%02d:%02d".formatted(minute / 60, minute % 60);
	}

	/** Tells whether the campaign is open at an instant. */
	public boolean isOpen(Instant instant, ZoneId zone) {
		return windows.isEmpty() || contains(LocalDateTime.ofInstant(instant, zone));
	}

	private boolean contains(LocalDateTime local) {
		return windows.stream().anyMatch(window -> window.contains(local));
	}

	/**
	 * The first instant, not before the given one, at which the campaign is open; absent
	 * if there is none.
	 */
	public @Nullable Instant nextOpening(Instant from, ZoneId zone) {
		if (isOpen(from, zone)) {
			return from;
		}
		ZoneRules rules = zone.getRules();
		LocalDate first = LocalDate.ofInstant(from, zone).minusDays(1);
		Stream<Instant> beginnings = first.datesUntil(first.plusDays(DAYS_TO_SEARCH))
			.flatMap(day -> windows.stream().map(window -> day.atStartOfDay().plusMinutes(window.from)))
			.flatMap(local -> rules.getValidOffsets(local).stream().map(local::toInstant));
		// When the clock is set, it may jump into a window.
		Stream<Instant> jumps = Stream
			.iterate(Optional.ofNullable(rules.nextTransition(from)), Optional::isPresent,
					jump -> jump.map(ZoneOffsetTransition::getInstant).map(rules::nextTransition))
			.flatMap(Optional::stream)
			.map(ZoneOffsetTransition::getInstant)
			.limit(DAYS_TO_SEARCH);
		return Stream.concat(beginnings, jumps)
			.filter(instant -> instant.isAfter(from) && isOpen(instant, zone))
			.min(Instant::compareTo)
			.orElse(null);
	}

}
