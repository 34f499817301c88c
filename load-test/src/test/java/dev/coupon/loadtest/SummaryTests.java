package dev.coupon.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.loadtest.recording.Answer;
import dev.coupon.loadtest.recording.RequestType;
import dev.coupon.loadtest.settings.LoadTestSettings;
import dev.coupon.loadtest.verdict.Verdict;
import dev.coupon.loadtest.verdict.Verdict.Kind;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTests {

	private final Run run = new Run(LoadTestSettings.read(Map.of("campaigns", "2")::get, Clock.systemUTC()), "load");

	@Test
	void countsByRequestTypeAndOutcome() {
		answer("{\"code\": \"A\", \"sequence\": 1}", 201);
		answer("{\"code\": \"campaign-exhausted\"}", 409);
		answer("{\"code\": \"campaign-paused\"}", 409);
		run.unanswered(RequestType.GET);
		assertThat(text(new Verdict(Kind.CORRECT, List.of("all is well"), 1))).contains("Requests 4,",
				"Succeeded 1, 25.00 %", "Exhausted 1, 25.00 %, refused as they should be", "Failed 2, 50.00 %",
				"1 get: no answer", "1 issue: 409 campaign-paused", "all 4 1 1 2 7.0 7 7 7", "issue 3 1 1 1 7.0 7 7 7",
				"get 1 0 0 1 0.0 0 0 0", "Campaigns exhausted 1 of 2", "Verdict CORRECT: all is well");
	}

	@Test
	void doesNotListHundredsOfGrounds() {
		Verdict verdict = new Verdict(Kind.WRONG, Collections.nCopies(300, "a code twice"), 0);
		assertThat(text(verdict).split("a code twice", -1)).hasSize(22);
		assertThat(text(verdict)).contains("and 279 more");
	}

	private void answer(String body, int status) {
		run.answered(RequestType.ISSUE, run.campaigns().getFirst(), Answer.of(status, body), 7);
	}

	/** The summary without its layout. */
	private String text(Verdict verdict) {
		return new Summary(run, verdict).text().replaceAll("\\s+", " ");
	}

}
