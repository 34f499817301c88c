package dev.coupon.client.steady;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header Retry-After: seconds, or a date of HTTP (RFC 9110). */
final class RetryAfter {

	private RetryAfter() {
	}

	/**
	 * The wait that a text asks for.
	 * @return zero for a date that is over; empty for a text that is neither seconds nor a
	 * date
	 */
	static Optional<Duration> read(String text, Instant now) {
		if (text.matches("\\d{1,9}")) {
			return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
		}
		try {
			Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
			return Optional.of(date.isBefore(now) ? Duration.ZERO : Duration.between(now, date));
		}
		catch (DateTimeException neither) {
			return Optional.empty();
		}
	}

}
