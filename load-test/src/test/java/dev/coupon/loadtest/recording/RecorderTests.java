package dev.coupon.loadtest.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecorderTests {

	private static final Answer COUPON = Answer.of(201, "{\"code\": \"A\", \"sequence\": 1}");

	private static final Answer EXHAUSTED = Answer.of(409, "{\"code\": \"campaign-exhausted\"}");

	private static final Answer PAUSED = Answer.of(409, "{\"code\": \"campaign-paused\"}");

	private final Recorder recorder = new Recorder();

	@Test
	void countsExhaustedApartFromFailures() {
		recorder.answered(RequestType.ISSUE, COUPON, 1);
		recorder.answered(RequestType.ISSUE, EXHAUSTED, 1);
		recorder.answered(RequestType.ISSUE, PAUSED, 1);
		recorder.unanswered(RequestType.GET);
		RequestFigures total = recorder.total();
		assertThat(total.count(Outcome.SUCCEEDED)).isEqualTo(1);
		assertThat(total.count(Outcome.EXHAUSTED)).isEqualTo(1);
		assertThat(total.count(Outcome.FAILED)).isEqualTo(2);
		assertThat(total.percent(Outcome.FAILED)).isEqualTo(50);
		assertThat(recorder.of(RequestType.GET).total()).isEqualTo(1);
		assertThat(recorder.faults()).isEqualTo(Map.of("get: no answer", 1L, "issue: 409 campaign-paused", 1L));
	}

	@Test
	void timesAnswers() {
		for (int millis = 1; millis <= 100; millis++) {
			recorder.answered(RequestType.ISSUE, COUPON, millis);
		}
		recorder.unanswered(RequestType.ISSUE);
		RequestFigures figures = recorder.of(RequestType.ISSUE);
		assertThat(figures.meanMillis()).isEqualTo(50.5);
		assertThat(figures.percentileMillis(50)).isEqualTo(50);
		assertThat(figures.percentileMillis(99)).isEqualTo(99);
	}

	@Test
	void runsFromTheFirstRequestOn() {
		recorder.answered(RequestType.ISSUE, COUPON, 60_000);
		recorder.answered(RequestType.ISSUE, COUPON, 10);
		assertThat(recorder.runTime()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
	}

	@Test
	void hasFiguresOfNothing() {
		assertThat(recorder.total().percent(Outcome.FAILED)).isZero();
		assertThat(recorder.total().meanMillis()).isZero();
		assertThat(recorder.total().percentileMillis(99)).isZero();
		assertThat(recorder.runTime()).isZero();
	}

}
