package dev.coupon.service.draft;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Map;

/**
 * Parses dates as operators write them. A date with an offset is an instant (RFC 3339). A
 * date without an offset is a date in a given time zone. If the zone's clocks skip it in
 * spring, it moves forward by the time that they skip. A date without a time is a whole
 * day. Only dates that exist are accepted.
 */
public final class CampaignDates {

	public static final String EXPECTED = "expected a date such as 2026-11-27T10:00:00+01:00, 2026-11-27T10:00:00, "
			+ "2026-11-27, 20261127, 2026/11/27 or 2026.11.27, in the years 0001 to 9999";

	private static final int YEAR_DIGITS = 4;

	private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

	private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

	private static final Map<Character, DateTimeFormatter> DATES = Map.of('-', strict("uuuu-MM-dd"), '/',
			strict("uuuu/MM/dd"), '.', strict("uuuu.MM.dd"));

	private static final DateTimeFormatter DATE_WITHOUT_SEPARATORS = strict("uuuuMMdd");

	private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder().parseCaseInsensitive()
		.append(DateTimeFormatter.ISO_LOCAL_DATE)
		.appendLiteral('T')
		.append(DateTimeFormatter.ISO_LOCAL_TIME)
		.appendPattern("[XXX]")
		.toFormatter()
		.withResolverStyle(ResolverStyle.STRICT);

	private CampaignDates() {
	}

	/**
	 * The instant at which something begins. For a date without a time, this is the first
	 * instant of the day.
	 * @throws DateTimeException if the text is no date, or not in the years 1 to 9999
	 */
	public static Instant start(String text, ZoneId zone) {
		return parse(text, zone, 0);
	}

	/**
	 * The instant at which something is over. For a date without a time, this is the
	 * first instant of the next day, because the whole day counts. For the last day of
	 * the year 9999, it is the last instant that is accepted.
	 * @throws DateTimeException if the text is no date, or not in the years 1 to 9999
	 */
	public static Instant end(String text, ZoneId zone) {
		return parse(text, zone, 1);
	}

	private static Instant parse(String text, ZoneId zone, int daysAfterDate) {
		boolean hasTime = text.indexOf(':') >= 0;
		Instant instant = hasTime ? dateTime(text, zone) : day(text, zone, daysAfterDate);
		if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
			throw new DateTimeException("Out of range");
		}
		return instant;
	}

	private static Instant day(String text, ZoneId zone, int later) {
		char separator = text.length() > YEAR_DIGITS ? text.charAt(YEAR_DIGITS) : ' ';
		LocalDate date = LocalDate.parse(text, DATES.getOrDefault(separator, DATE_WITHOUT_SEPARATORS));
		return later > 0 && date.equals(LAST_DAY) ? LAST : date.plusDays(later).atStartOfDay(zone).toInstant();
	}

	private static Instant dateTime(String text, ZoneId zone) {
		TemporalAccessor parsed = DATE_TIME.parseBest(text.replace(' ', 'T'), OffsetDateTime::from,
				LocalDateTime::from);
		return parsed instanceof OffsetDateTime fixed ? fixed.toInstant()
				: LocalDateTime.from(parsed).atZone(zone).toInstant();
	}

	private static DateTimeFormatter strict(String pattern) {
		return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
	}

}
