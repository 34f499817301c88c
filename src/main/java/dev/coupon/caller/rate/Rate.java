package dev.coupon.caller.rate;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * A number of requests per time, written such as {@code 100/1m}; {@code 0} means no
 * limit.
 *
 * @param count how many requests, 0 or more; 0 for no limit
 * @param per the time in which so many are allowed, longer than zero
 */
public record Rate(int count, Duration per) {

	private static final int MAX = 1_000_000_000;

	/** Matches a time without a unit, which would be taken for milliseconds. */
	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

	public Rate {
		if (count < 0 || count > MAX || !per.isPositive()) {
			throw new IllegalArgumentException("expected a rate such as 100/1m, or 0 for no limit");
		}
	}

	/** Reads a rate as it is written in settings. */
	public static Rate valueOf(String text) {
		String[] parts = text.strip().split("/", -1);
		try {
			int count = Integer.parseInt(parts[0].strip());
			if (parts.length == 1 && count == 0) {
				return new Rate(0, Duration.ofSeconds(1));
			}
			if (parts.length == 2 && !NUMBER.matcher(parts[1].strip()).matches()) {
				return new Rate(count, DurationStyle.detectAndParse(parts[1].strip()));
			}
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("expected a rate such as 100/1m, or 0 for no limit, not " + text, e);
		}
		throw new IllegalArgumentException("expected a rate such as 100/1m, or 0 for no limit, not " + text);
	}

	/** The rate of so many times as many requests; no limit if there was none. */
	public Rate times(int factor) {
		return new Rate((int) Math.min((long) count * factor, MAX), per);
	}

	/** Tells whether there is a limit. */
	public boolean isLimit() {
		return count > 0;
	}

}
