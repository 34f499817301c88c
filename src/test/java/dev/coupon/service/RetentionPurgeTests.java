package dev.coupon.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Campaign.Expiry;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.IssueRequest;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.store.memory.campaign.InMemoryCampaignRepository;
import dev.coupon.testing.CampaignBuilder;
import dev.coupon.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RetentionPurgeTests {

	private static final Instant START = Instant.parse("2026-11-27T09:00:00Z");

	private static final Duration HOUR = Duration.ofHours(1);

	private final SettableClock clock = new SettableClock(START);

	private final CampaignRepository store = new InMemoryCampaignRepository(clock, new Random(1), () -> false);

	/**
	 * A campaign of an hour with 25 coupons, the last of which expire an hour after its
	 * end.
	 */
	@BeforeEach
	void campaign() {
		Instant end = START.plus(HOUR);
		store.create(
				new CampaignBuilder(START, end).id("old").maxCoupons(25).expiry(new Expiry.At(end.plus(HOUR))).build());
		while (store.issue(new IssueRequest("old", null, null)) instanceof Done) {
		}
	}

	private void purge(Duration afterEnd) {
		Map<String, String> values = Map.of("after-end", afterEnd.toString(), "batch-size", "10");
		RetentionSettings settings = new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("",
				RetentionSettings.class);
		new RetentionPurge(store, settings).purge();
	}

	private boolean isKept() {
		return store.find("old", 0) instanceof Done;
	}

	@Test
	void keepsACampaignUntilItsLastCouponExpiredLongEnoughAgo() {
		clock.advance(Duration.ofHours(3).minusMillis(1));
		purge(HOUR);
		assertThat(isKept()).isTrue();

		clock.advance(Duration.ofMillis(1));
		purge(HOUR);
		assertThat(isKept()).isFalse();
	}

	@Test
	void erasesBatchByBatchUntilAllIsGoneAndLogsEachCampaign(CapturedOutput output) {
		clock.advance(Duration.ofHours(3));
		purge(HOUR);

		assertThat(output).contains("Erased campaign old with 25 coupons, over at 2026-11-27T11:00:00Z");
		assertThat(store.create(new CampaignBuilder(START, START.plus(HOUR)).id("old").build()))
			.isInstanceOf(Done.class);
	}

	@Test
	void keepsEverythingForEverIfToldSo() {
		clock.advance(Duration.ofDays(36_500));
		purge(Duration.ZERO);

		assertThat(isKept()).isTrue();
	}

}
