package dev.coupon.loadtest.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 200ms}, {@code 30s}, {@code 5m}, {@code 2h}. */
final class DurationText {

	private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

	private DurationText() {
	}

	/** Reads a duration; {@code 0} needs no unit. */
	static Duration parse(String text) {
		Matcher matcher = FORM.matcher(text.strip());
		if (text.strip().equals("0")) {
			return Duration.ZERO;
		}
		if (!matcher.matches()) {
			throw new IllegalArgumentException("no duration");
		}
		long amount = Long.parseLong(matcher.group(1));
		return switch (matcher.group(2)) {
			case "ms" -> Duration.ofMillis(amount);
			case "s" -> Duration.ofSeconds(amount);
			case "m" -> Duration.ofMinutes(amount);
			default -> Duration.ofHours(amount);
		};
	}

	/** Writes a duration in the largest unit that divides it. */
	static String of(Duration duration) {
		long millis = duration.toMillis();
		if (millis == 0) {
			return "0s";
		}
		return millis % 3_600_000 == 0 ? millis / 3_600_000 + "h" : millis % 60_000 == 0 ? millis / 60_000 + "m"
				: millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
	}

}
