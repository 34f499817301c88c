package dev.coupon.web;

import java.time.Duration;

/** The form of durations in JSON. */
public final class IsoDuration {

	private IsoDuration() {
	}

	/** The duration in ISO 8601 as in {@link Duration#toString}, but with days. */
	public static String text(Duration duration) {
		String rest = duration.minusDays(duration.toDays()).toString().substring(1);
		return duration.toDays() == 0 ? "P" + rest : "P" + duration.toDays() + "D" + (rest.equals("T0S") ? "" : rest);
	}

}
