package dev.coupon.store.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.memory.campaign.MemoryStoreForTests;
import dev.coupon.testing.CampaignBuilder;
import dev.coupon.testing.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What operators see of all campaigns together. */
class CampaignCountsTests {

	private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T09:00:00Z"));

	private final CampaignRepository store = MemoryStoreForTests.at(clock);

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final CampaignCounts counts = new CampaignCounts(store, meters);

	@Test
	void countsCampaignsByTheirStatus() {
		create("open", Duration.ZERO);
		create("open-too", Duration.ZERO);
		create("later", Duration.ofHours(1));
		create("paused", Duration.ZERO);
		store.pause("paused", true, null, Act.OF_THE_SERVICE);
		counts.count();

		assertThat(campaigns("ACTIVE")).isEqualTo(2);
		assertThat(campaigns("SCHEDULED")).isEqualTo(1);
		assertThat(campaigns("PAUSED")).isEqualTo(1);
		assertThat(campaigns("ENDED")).isZero();
	}

	@Test
	void countsCampaignsThatAreOpenAndHaveIssuedNothing() {
		create("unused", Duration.ZERO);
		create("used", Duration.ZERO);
		create("later", Duration.ofHours(1));
		store.issue(new IssueRequest("used", null, null));
		counts.count();

		assertThat(meters.get("coupon.campaigns.unused").gauge().value()).isEqualTo(1);
	}

	@Test
	void countsMoreCampaignsThanAPageHas() {
		for (int i = 0; i < 1_234; i++) {
			create("c-" + i, Duration.ZERO);
		}
		counts.count();

		assertThat(campaigns("ACTIVE")).isEqualTo(1_234);
	}

	private double campaigns(String status) {
		return meters.get("coupon.campaigns").tag("status", status).gauge().value();
	}

	private void create(String id, Duration startsIn) {
		Instant start = clock.instant().plus(startsIn);
		store.create(new CampaignBuilder(start, start.plus(Duration.ofDays(1))).id(id).build(), Act.OF_THE_SERVICE);
	}

}
