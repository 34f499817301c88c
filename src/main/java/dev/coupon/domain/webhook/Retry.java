package dev.coupon.domain.webhook;

import java.time.Duration;

/**
 * The pauses between attempts to deliver a message: 1, 2, 4 … seconds, doubled up to an
 * hour. Each is up to a quarter longer or shorter, so that receivers that come back are
 * not asked by all at once.
 */
final class Retry {

	private static final Duration LONGEST = Duration.ofHours(1);

	private static final int DOUBLINGS = 12;

	private static final double JITTER = 0.25;

	private Retry() {
	}

	/**
	 * The pause after a failure.
	 * @param failures how many attempts had failed before
	 * @param chance a random number from 0 to 1
	 */
	static Duration pause(int failures, double chance) {
		Duration doubled = Duration.ofSeconds(1L << Math.min(failures, DOUBLINGS));
		Duration base = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
		return Duration.ofMillis(Math.round(base.toMillis() * (1 + JITTER * (2 * chance - 1))));
	}

}
