package dev.coupon.loadtest;

import dev.coupon.loadtest.verdict.Verdict;

/** How the process ends: with what lines, and with what status. */
final class Ending {

	private static final int NOT_BEGUN = 1;

	/** What Gatling itself ends with if an assertion fails. */
	private static final int NOT_CORRECT = 2;

	private Ending() {
	}

	/**
	 * Ends the process before any load, with a line that says why; an exception would
	 * come with Gatling's stack trace.
	 * @return never; for callers that have to say so
	 */
	static IllegalStateException before(Exception reason) {
		System.err.println("The load test can't begin: " + reason.getMessage());
		System.exit(NOT_BEGUN);
		return new IllegalStateException(reason);
	}

	/**
	 * Lets the process end with the summary, and fail unless the verdict is good. Gatling
	 * writes its report, and decides on its own status, after the last hook it calls; so
	 * this waits until the process ends.
	 */
	static void onExit(String summary, Verdict verdict) {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			System.out.println(summary);
			System.out.flush();
			if (!verdict.isCorrect()) {
				Runtime.getRuntime().halt(NOT_CORRECT);
			}
		}));
	}

}
