package dev.coupon.store.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.evidence.Report.Refusals;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.memory.campaign.MemoryStoreForTests;
import dev.coupon.testing.CampaignBuilder;
import dev.coupon.testing.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The refused requests that an instance reports of a campaign. */
class RefusalCountsTests {

	private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T09:00:00Z"));

	/** The store as another instance of the service uses it. */
	private final CampaignRepository elsewhere = MemoryStoreForTests.at(clock);

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final CampaignRepository here = new MeteredStore(elsewhere, new BusiestCampaigns(elsewhere, 0, meters),
			meters, Instant.EPOCH);

	@BeforeEach
	void refuse() {
		create(here);
		issue();
		issue();
	}

	@Test
	void areNotThoseOfACampaignThatWasErasedHere() {
		erase(here);
		create(elsewhere);
		issue();

		assertThat(reported()).isEmpty();
	}

	@Test
	void areNotThoseOfACampaignWhoseSuccessorWasCreatedHere() {
		erase(elsewhere);
		create(here);
		issue();

		assertThat(reported()).isEmpty();
	}

	@Test
	void areNotThoseOfTheCampaignThatWasReportedBefore() {
		assertThat(reported()).isEqualTo(Map.of("campaign-exhausted", 1L));
		erase(elsewhere);
		create(elsewhere);

		assertThat(reported()).isEmpty();

		issue();
		issue();
		issue();
		assertThat(reported()).isEqualTo(Map.of("campaign-exhausted", 2L));
	}

	private void create(CampaignRepository instance) {
		Campaign campaign = new CampaignBuilder(clock.instant(), clock.instant().plus(Duration.ofDays(1))).id("spring")
			.maxCoupons(1)
			.build();
		assertThat(instance.create(campaign, Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
	}

	private void issue() {
		here.issue(new IssueRequest("spring", null, null));
	}

	private void erase(CampaignRepository instance) {
		clock.advance(Duration.ofDays(2));
		assertThat(instance.purge(clock.instant(), 100).erased()).hasSize(1);
	}

	private Map<String, Long> reported() {
		Report report = ((Done<Report>) here.report("spring")).value();
		Refusals refusals = Objects.requireNonNull(report.refusals());
		return refusals.byReason();
	}

}
