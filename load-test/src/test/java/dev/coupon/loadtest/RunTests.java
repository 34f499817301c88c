package dev.coupon.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.loadtest.recording.Answer;
import dev.coupon.loadtest.recording.CampaignRecord;
import dev.coupon.loadtest.recording.RequestType;
import dev.coupon.loadtest.settings.LoadTestSettings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunTests {

	private static final Answer EXHAUSTED = Answer.of(409, "{\"code\": \"campaign-exhausted\"}");

	private final Run run = new Run(
			LoadTestSettings.read(Map.of("campaigns", "3", "time", "1h")::get, Clock.systemUTC()), "load");

	@Test
	void assignsUsersRoundRobin() {
		List<String> ids = Stream.generate(run::join).limit(4).map(CampaignRecord::id).toList();
		assertThat(ids).containsExactly("load-1", "load-2", "load-3", "load-1");
	}

	@Test
	void goesOnUntilEveryCampaignIsExhausted() {
		run.join();
		assertThat(run.goesOn()).isTrue();
		for (int index : List.of(2, 0, 1)) {
			assertThat(run.goesOn()).isTrue();
			run.answered(RequestType.ISSUE, run.campaigns().get(index), EXHAUSTED, 1);
		}
		assertThat(run.goesOn()).isFalse();
	}

	@Test
	void endsWhenTheLastUserLeaves() {
		run.join();
		run.join();
		run.campaigns().forEach(campaign -> campaign.answer(EXHAUSTED));
		assertThat(run.leave()).isFalse();
		assertThat(run.leave()).isTrue();
	}

	@Test
	void waitsForUsersAsLongAsItGoesOn() {
		run.join();
		assertThat(run.leave()).isFalse();
	}

	@Test
	void hasNoLoadWithoutCampaigns() {
		run.answered(RequestType.CREATE, run.nextToCreate(), Answer.of(400, "{\"code\": \"invalid-request\"}"), 1);
		assertThat(run.isStopped()).isTrue();
		assertThat(run.goesOn()).isFalse();
		assertThat(run.obstacle()).isEqualTo("campaign load-1 can't be created: 400 invalid-request");
	}

}
