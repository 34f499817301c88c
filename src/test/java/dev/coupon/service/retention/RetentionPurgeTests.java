package dev.coupon.service.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Expiry;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.ForwardingStore;
import dev.coupon.store.memory.campaign.InMemoryCampaignRepository;
import dev.coupon.testing.CampaignBuilder;
import dev.coupon.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

@ExtendWith(OutputCaptureExtension.class)
class RetentionPurgeTests {

	private static final Instant START = Instant.parse("2026-11-27T09:00:00Z");

	private static final Duration HOUR = Duration.ofHours(1);

	private final SettableClock clock = new SettableClock(START);

	private final CampaignRepository store = new InMemoryCampaignRepository(clock, new Random(1), StockLevel.DEFAULT,
			() -> false);

	/**
	 * A campaign of an hour with 25 coupons, the last of which expire an hour after its
	 * end.
	 */
	@BeforeEach
	void campaign() {
		Instant end = START.plus(HOUR);
		store.create(
				new CampaignBuilder(START, end).id("old").maxCoupons(25).expiry(new Expiry.At(end.plus(HOUR))).build(),
				Act.OF_THE_SERVICE);
		while (store.issue(new IssueRequest("old", null, null)) instanceof Done) {
		}
	}

	/** A purge that has believed the clock for an hour. */
	private RetentionPurge purge(Duration afterEnd) {
		RetentionPurge purge = newPurge(afterEnd);
		purge.purge();
		clock.advance(HOUR);
		return purge;
	}

	private RetentionPurge newPurge(Duration afterEnd) {
		return newPurge(Map.of("after-end", afterEnd.toString(), "batch-size", "10"));
	}

	private RetentionPurge newPurge(Map<String, String> values) {
		return new RetentionPurge(store, settings(values), clock.ticker());
	}

	private static RetentionSettings settings(Map<String, String> values) {
		return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("", RetentionSettings.class);
	}

	@Test
	void keepsReportsAndAuditForEverUnlessToldOtherwise() {
		RetentionPurge purge = purge(HOUR);
		clock.advance(Duration.ofDays(36_500));
		purge.purge();

		assertThat(isKept()).isFalse();
		assertThat(store.keptReport("old")).isInstanceOf(Done.class);
		assertThat(store.audit("old", null, 9).items()).hasSize(2);
	}

	@Test
	void forgetsReportsAndAuditEachAfterATimeOfItsOwn() {
		store.delete("old", true, null, Act.OF_THE_SERVICE);
		RetentionPurge purge = newPurge(Map.of("reports", "2d", "audit", "3d"));
		purge.purge();
		clock.advance(Duration.ofDays(2));
		purge.purge();
		assertThat(store.keptReport("old")).isInstanceOf(Done.class);

		clock.advance(Duration.ofMillis(1));
		purge.purge();
		assertThat(store.keptReport("old")).isInstanceOf(Refused.class);
		assertThat(store.audit("old", null, 9).items()).hasSize(2);

		clock.advance(Duration.ofDays(1));
		purge.purge();
		assertThat(store.audit("old", null, 9).items()).isEmpty();
	}

	@Test
	void keepsTheAuditOfACampaignThatIsNotErased() {
		RetentionPurge purge = newPurge(Map.of("after-end", "0", "audit", "1d"));
		purge.purge();
		clock.advance(Duration.ofDays(9));
		purge.purge();

		assertThat(store.audit("old", null, 9).items()).hasSize(1);
	}

	@Test
	void forgetsNothingWhileTheClockIsNotBelieved() {
		store.delete("old", true, null, Act.OF_THE_SERVICE);
		RetentionPurge purge = newPurge(Map.of("reports", "1d"));
		purge.purge();
		clock.correct(Duration.ofDays(365));
		purge.purge();

		assertThat(store.keptReport("old")).isInstanceOf(Done.class);
	}

	private boolean isKept() {
		return store.find("old", 0) instanceof Done;
	}

	@Test
	void keepsACampaignUntilItsLastCouponExpiredLongEnoughAgo() {
		RetentionPurge purge = purge(HOUR);
		clock.advance(Duration.ofHours(2).minusMillis(1));
		purge.purge();
		assertThat(isKept()).isTrue();

		clock.advance(Duration.ofMillis(1));
		purge.purge();
		assertThat(isKept()).isFalse();
	}

	@Test
	void erasesBatchByBatchUntilAllIsGoneAndLogsEachCampaign(CapturedOutput output) {
		RetentionPurge purge = purge(HOUR);
		clock.advance(Duration.ofHours(2));
		purge.purge();

		assertThat(output).contains("Erased campaign old with 25 coupons, over at 2026-11-27T11:00:00Z");
		assertThat(store.create(new CampaignBuilder(START, START.plus(HOUR)).id("old").build(), Act.OF_THE_SERVICE))
			.isInstanceOf(Done.class);
	}

	@Test
	void letsOtherScheduledWorkGoOnDuringALongPurgeAndEndsItWithTheService() throws InterruptedException {
		AtomicReference<@Nullable Thread> purging = new AtomicReference<>();
		CountDownLatch other = new CountDownLatch(1);
		ForwardingStore endless = new ForwardingStore(store) {
			@Override
			public Purge purge(@Nullable Instant endedBy, int maxCoupons) {
				purging.set(Thread.currentThread());
				return new Purge(List.of(), true, clock.instant());
			}
		};
		RetentionPurge purge = new RetentionPurge(endless, settings(Map.of()), clock.ticker());
		ScheduledTaskRegistrar tasks = new ScheduledTaskRegistrar();
		try {
			purge.configureTasks(tasks);
			tasks.addFixedDelayTask(() -> {
				if (purging.get() != null) {
					other.countDown();
				}
			}, Duration.ofMillis(1));
			tasks.afterPropertiesSet();
			assertThat(other.await(1, TimeUnit.MINUTES)).isTrue();
		}
		finally {
			purge.close();
			tasks.destroy();
		}

		assertThat(Objects.requireNonNull(purging.get()).join(Duration.ofMinutes(1))).isTrue();
	}

	@Test
	void keepsEverythingForEverIfToldSo() {
		RetentionPurge purge = purge(Duration.ZERO);
		clock.advance(Duration.ofDays(36_500));
		purge.purge();

		assertThat(isKept()).isTrue();
	}

	@Test
	void erasesNothingThatEndedWhileTheClockIsAYearAheadForAWhile(CapturedOutput output) {
		RetentionPurge purge = purge(HOUR);
		clock.correct(Duration.ofDays(365));
		purge.purge();
		clock.advance(HOUR.minusMinutes(1));
		purge.purge();
		clock.correct(Duration.ofDays(-365));
		purge.purge();

		assertThat(isKept()).isTrue();
		assertThat(output).contains("The clock of the store has jumped by PT8760H.")
			.contains("The clock of the store has jumped by PT-8760H.");
	}

	@Test
	void goesByAClockThatHasRunEvenlyForAnHourSinceItJumped() {
		RetentionPurge purge = purge(HOUR);
		clock.correct(Duration.ofDays(365));
		purge.purge();
		clock.advance(HOUR);
		purge.purge();

		assertThat(isKept()).isFalse();
	}

	@Test
	void erasesNothingThatEndedInTheFirstHourAfterItsOwnStart() {
		clock.advance(Duration.ofDays(365));
		RetentionPurge purge = newPurge(HOUR);
		purge.purge();
		clock.advance(HOUR.minusMillis(1));
		purge.purge();
		assertThat(isKept()).isTrue();

		clock.advance(Duration.ofMillis(1));
		purge.purge();
		assertThat(isKept()).isFalse();
	}

	@Test
	void erasesWhatWasDeletedWhateverTheClockSays() {
		clock.correct(Duration.ofDays(365));
		store.delete("old", true, null, Act.OF_THE_SERVICE);
		newPurge(HOUR).purge();

		assertThat(store.create(new CampaignBuilder(START, START.plus(HOUR)).id("old").build(), Act.OF_THE_SERVICE))
			.isInstanceOf(Done.class);
	}

	@Test
	void believesAClockThatIsCorrectedByAFewSeconds() {
		RetentionPurge purge = purge(HOUR);
		for (int i = 0; i < 10; i++) {
			clock.advance(HOUR);
			clock.correct(Duration.ofSeconds(30));
			purge.purge();
		}

		assertThat(isKept()).isFalse();
	}

}
