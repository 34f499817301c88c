package dev.coupon.loadtest.settings;

import java.time.Duration;

/** What a user waits between two requests: a time drawn evenly from a range, or none. */
public record Pause(Duration least, Duration most) {

	static final String FORM = "0, a time such as 200ms, or a range such as 100ms-300ms";

	/** Reads {@code 100ms-300ms}, {@code 200ms} or {@code 0}. */
	static Pause parse(String text) {
		int dash = text.indexOf('-');
		Duration least = DurationText.parse(dash < 0 ? text : text.substring(0, dash));
		Duration most = dash < 0 ? least : DurationText.parse(text.substring(dash + 1));
		if (least.compareTo(most) > 0) {
			throw new IllegalArgumentException("ends before it begins");
		}
		return new Pause(least, most);
	}

	public boolean isNone() {
		return most.isZero();
	}

	@Override
	public String toString() {
		String text = DurationText.of(most);
		return isNone() ? "not at all" : least.equals(most) ? text : DurationText.of(least) + " to " + text;
	}
}
