package dev.coupon.store.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.memory.campaign.MemoryStoreForTests;
import dev.coupon.testing.CampaignBuilder;
import dev.coupon.testing.SettableClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Of which campaigns operators see what is left. */
class BusiestCampaignsTests {

	private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T09:00:00Z"));

	private final CampaignRepository store = MemoryStoreForTests.at(clock);

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final BusiestCampaigns busiest = new BusiestCampaigns(store, 2, meters);

	private final CampaignRepository metered = new MeteredStore(store, busiest, meters, Instant.EPOCH);

	@Test
	void showsWhatIsLeftOfTheBusiest() {
		issue(create("quiet"), 1);
		issue(create("busy"), 3);
		issue(create("busiest"), 4);
		busiest.report();

		assertThat(gauges("coupon.remaining")).isEqualTo(Map.of("busiest", 6.0, "busy", 7.0));
		assertThat(gauges("coupon.max")).isEqualTo(Map.of("busiest", 10.0, "busy", 10.0));
	}

	@Test
	void showsCampaignsThatBecomeBusyInsteadOfOthers() {
		issue(create("was-busy"), 2);
		issue(create("busy"), 3);
		busiest.report();
		issue(create("becomes-busy"), 4);
		busiest.report();

		assertThat(gauges("coupon.remaining")).containsOnlyKeys("busy", "becomes-busy");
	}

	@Test
	void forgetsCampaignsThatAreGoneOrNoLongerBusy() {
		issue(create("deleted"), 3);
		issue(create("quiet"), 1);
		busiest.report();
		metered.delete("deleted", true, null, Act.OF_THE_SERVICE);
		busiest.report();
		assertThat(gauges("coupon.remaining")).containsOnlyKeys("quiet");

		for (int report = 0; report < 300; report++) {
			busiest.report();
		}
		assertThat(gauges("coupon.remaining")).isEmpty();
	}

	@Test
	void leavesOutCampaignsThatAreOver() {
		issue(create("over"), 3);
		busiest.report();
		clock.advance(Duration.ofDays(1));
		issue(create("new"), 1);
		busiest.report();

		assertThat(gauges("coupon.remaining")).containsOnlyKeys("new");
	}

	@Test
	void showsAtMostSoMany() {
		for (int i = 0; i < 20; i++) {
			issue(create("c-" + i), 1);
		}
		busiest.report();

		assertThat(gauges("coupon.remaining")).hasSize(2);
	}

	private String create(String id) {
		metered.create(new CampaignBuilder(clock.instant(), clock.instant().plus(Duration.ofDays(1))).id(id).build(),
				Act.OF_THE_SERVICE);
		return id;
	}

	private void issue(String id, int coupons) {
		for (int i = 0; i < coupons; i++) {
			metered.issue(new IssueRequest(id, null, null));
		}
	}

	private Map<String, Double> gauges(String name) {
		return meters.find(name)
			.gauges()
			.stream()
			.collect(Collectors.toMap(gauge -> gauge.getId().getTag("campaign"), Gauge::value));
	}

}
