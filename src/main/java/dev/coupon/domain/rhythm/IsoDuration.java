package dev.coupon.domain.rhythm;

import java.time.Duration;

/** The text of durations, as the REST API and the log have it. */
public final class IsoDuration {

	private IsoDuration() {
	}

	/** The duration in ISO 8601 as in {@link Duration#toString}, but with days. */
	public static String text(Duration duration) {
		String rest = duration.minusDays(duration.toDays()).toString().substring(1);
		return duration.toDays() == 0 ? "P" + rest : "P" + duration.toDays() + "D" + (rest.equals("T0S") ? "" : rest);
	}

}
