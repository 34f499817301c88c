package dev.coupon.loadtest.verdict;

import java.util.List;

/**
 * Whether the service kept its promise during a run.
 *
 * @param kind which verdict it is
 * @param grounds what the verdict rests on, a line each
 * @param exhausted how many campaigns have given out all their coupons
 */
public record Verdict(Kind kind, List<String> grounds, int exhausted) {

	/** The kinds of verdict; of several that apply, the first. */
	public enum Kind {

		/** Something is the case that must not be. */
		WRONG,

		/** The service doesn't tell what is needed to judge. */
		UNKNOWN,

		/** All is as it should be. */
		CORRECT

	}

	/** The verdict of who wasn't told enough. */
	public static Verdict unknown(String reason) {
		return new Verdict(Kind.UNKNOWN, List.of(reason), 0);
	}

	public boolean isCorrect() {
		return kind == Kind.CORRECT;
	}
}
