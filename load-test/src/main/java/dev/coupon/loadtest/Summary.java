package dev.coupon.loadtest;

import dev.coupon.loadtest.recording.Outcome;
import dev.coupon.loadtest.recording.Recorder;
import dev.coupon.loadtest.recording.RequestFigures;
import dev.coupon.loadtest.recording.RequestType;
import dev.coupon.loadtest.verdict.Verdict;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** The end of a run for people to read. */
final class Summary {

	private static final String RULE = "=".repeat(120);

	private static final int MOST_GROUNDS = 20;

	private final Run run;

	private final Verdict verdict;

	private final Formatter text = new Formatter(Locale.ROOT);

	Summary(Run run, Verdict verdict) {
		this.run = run;
		this.verdict = verdict;
	}

	String text() {
		Recorder recorder = run.recorder();
		RequestFigures total = recorder.total();
		double seconds = recorder.runTime().toMillis() / 1_000.0;
		text.format("%s%nSummary%n%n%-20s %,.1f s%n", RULE, "Run time", seconds);
		text.format("%-20s %,d, %,.1f a second%n", "Requests", total.total(),
				seconds == 0 ? 0 : total.total() / seconds);
		text.format("%-20s %s%n", "Succeeded", share(total, Outcome.SUCCEEDED));
		text.format("%-20s %s, refused as they should be%n", "Exhausted", share(total, Outcome.EXHAUSTED));
		text.format("%-20s %s%n", "Failed", share(total, Outcome.FAILED));
		recorder.faults().forEach((fault, count) -> text.format("%-20s %,d %s%n", "", count, fault));
		text.format("%n%-20s %10s %10s %10s %10s %9s %7s %7s %7s%n", "", "requests", "succeeded", "exhausted", "failed",
				"mean (ms)", "p50", "p95", "p99");
		figures("all", total);
		for (RequestType type : RequestType.values()) {
			figures(type.label(), recorder.of(type));
		}
		text.format("%n%-20s %,d of %,d%n", "Campaigns exhausted", verdict.exhausted(), run.settings().campaigns());
		verdict();
		return text + RULE;
	}

	private void verdict() {
		List<String> grounds = verdict.grounds();
		text.format("%-20s %s: %s%n", "Verdict", verdict.kind(), grounds.getFirst());
		grounds.stream().skip(1).limit(MOST_GROUNDS).forEach(ground -> text.format("%-20s %s%n", "", ground));
		if (grounds.size() > MOST_GROUNDS + 1) {
			text.format("%-20s and %,d more%n", "", grounds.size() - MOST_GROUNDS - 1);
		}
	}

	private static String share(RequestFigures figures, Outcome outcome) {
		return String.format(Locale.ROOT, "%,d, %.2f %%", figures.count(outcome), figures.percent(outcome));
	}

	private void figures(String name, RequestFigures figures) {
		text.format("%-20s %,10d %,10d %,10d %,10d %,9.1f %,7d %,7d %,7d%n", name, figures.total(),
				figures.count(Outcome.SUCCEEDED), figures.count(Outcome.EXHAUSTED), figures.count(Outcome.FAILED),
				figures.meanMillis(), figures.percentileMillis(50), figures.percentileMillis(95),
				figures.percentileMillis(99));
	}

}
