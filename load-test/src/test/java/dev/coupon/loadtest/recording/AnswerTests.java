package dev.coupon.loadtest.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ISSUE  | 201 | {"code": "A", "sequence": 1}   | SUCCEEDED
			ISSUE  | 200 | {"code": "A", "sequence": 1}   | SUCCEEDED
			ISSUE  | 201 | {"sequence": 1}                | FAILED
			ISSUE  | 201 | no JSON                        | FAILED
			ISSUE  | 409 | {"code": "campaign-exhausted"} | EXHAUSTED
			ISSUE  | 409 | {"code": "campaign-paused"}    | FAILED
			ISSUE  | 503 | {"code": "overloaded"}         | FAILED
			CREATE | 201 | {"id": "c"}                    | SUCCEEDED
			CREATE | 409 | {"code": "campaign-exhausted"} | FAILED
			GET    | 200 | {"issued": 3}                  | SUCCEEDED
			GET    | 404 | {"code": "campaign-not-found"} | FAILED
			""")
	void hasAnOutcome(RequestType type, int status, String body, Outcome outcome) {
		assertThat(Answer.of(status, body).outcomeOf(type)).isEqualTo(outcome);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			503 | {"code": "overloaded"}      | false
			503 | {"code": "outcome-unknown"} | true
			500 | {"code": "internal-error"}  | true
			502 | gateway                     | true
			201 | broken                      | true
			404 | gone                        | false
			""")
	void leavesOpenWhetherACouponWasIssued(int status, String body, boolean open) {
		assertThat(Answer.of(status, body).leavesOpen()).isEqualTo(open);
	}

	@Test
	void saysWhatIsWrong() {
		assertThat(Answer.of(502, "<html>").fault()).isEqualTo("502 that can't be understood");
		Answer answer = Answer.of(400, """
				{"code": "invalid-request", "detail": "No.", "errors": [{"pointer": "/endsAt"}]}""");
		assertThat(answer.fault()).isEqualTo("400 invalid-request");
		assertThat(answer.details()).isEqualTo("400 invalid-request: No. [{\"pointer\":\"/endsAt\"}]");
	}

}
