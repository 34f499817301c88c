package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.assertRefused;
import static dev.coupon.store.contract.StoreUnderTest.done;
import static dev.coupon.store.contract.StoreUnderTest.replayed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.Snapshot.Selection;
import dev.coupon.domain.rhythm.OpeningHours.Window;
import dev.coupon.domain.rhythm.Quota;
import dev.coupon.domain.rhythm.Quota.Per;
import dev.coupon.testing.CampaignBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Opening hours and quotas in every store. */
interface RhythmContract extends StoreUnderTest {

	private LocalDateTime local() {
		return LocalDateTime.ofInstant(now(), ZoneOffset.UTC);
	}

	/** A window of this day of the week that begins so many minutes from now. */
	private Window window(int fromNow, int minutes) {
		LocalDateTime from = local().plusMinutes(fromNow);
		LocalDateTime to = from.plusMinutes(minutes);
		return new Window(EnumSet.of(from.getDayOfWeek()), from.getHour() * 60 + from.getMinute(),
				to.getHour() * 60 + to.getMinute());
	}

	@Test
	default void issuesOnlyWithinTheOpeningHours() {
		CampaignBuilder campaign = running().period(now().minus(Duration.ofHours(1)), now().plus(Duration.ofDays(30)))
			.hours(window(2, 10));
		String id = create(campaign);

		Refused<Coupon> closed = (Refused<Coupon>) issue(id);

		assertThat(closed.refusal()).isEqualTo(Refusal.CAMPAIGN_CLOSED);
		assertThat(Objects.requireNonNull(closed.retryAfter())).isBetween(Duration.ofSeconds(59),
				Duration.ofMinutes(2));
		Snapshot waiting = read(id);
		assertThat(waiting.status()).isEqualTo(Campaign.Status.WAITING);
		Instant opensAt = Objects.requireNonNull(Objects.requireNonNull(waiting.pace()).opensAt());
		assertThat(opensAt).isBetween(now(), now().plus(Duration.ofMinutes(2)));
		assertThat(opensAt.getEpochSecond() % 60).isZero();

		done(change(campaign.hours(window(-1, 10))));

		done(issue(id));
		assertThat(read(id).status()).isEqualTo(Campaign.Status.ACTIVE);
		assertThat(store().campaigns(new Selection(Campaign.Status.WAITING, null), null, 1000).items())
			.noneMatch(snapshot -> snapshot.campaign().id().equals(id));
	}

	@Test
	default void neverOpensAfterItsEnd() {
		String id = create(running().hours(window(180, 10)));

		Refused<Coupon> closed = (Refused<Coupon>) issue(id);

		assertThat(closed).isEqualTo(new Refused<>(Refusal.CAMPAIGN_CLOSED, null));
		assertThat(Objects.requireNonNull(read(id).pace()).opensAt()).isNull();
	}

	@Test
	default void issuesTheQuotaOfAPeriodAndNoMore() {
		String id = create(longRunning().quota(new Quota(Per.MONTH, 2, null)));
		done(issue(id));
		Coupon second = done(issue(id, "alice", "key"));

		Refused<Coupon> refused = (Refused<Coupon>) issue(id);

		assertThat(refused.refusal()).isEqualTo(Refusal.QUOTA_EXHAUSTED);
		Snapshot snapshot = read(id);
		Snapshot.Pace pace = Objects.requireNonNull(snapshot.pace());
		Instant end = new Quota(Per.MONTH, 2, null).period(second.issuedAt(), ZoneOffset.UTC).end();
		assertThat(pace).isEqualTo(new Snapshot.Pace(true, end, new Snapshot.QuotaLeft(0, end)));
		assertThat(snapshot.status()).isEqualTo(Campaign.Status.WAITING);
		assertThat(replayed(issue(id, "alice", "key"))).isEqualTo(second);
	}

	private CampaignBuilder longRunning() {
		return running().period(now().minus(Duration.ofHours(1)), now().plus(Duration.ofDays(100)));
	}

	@Test
	default void limitsEachUserInAPeriod() {
		String id = create(longRunning().quota(new Quota(Per.MONTH, null, 1)).perUserLimit(3));
		done(issue(id, "alice", null));

		assertRefused(issue(id, "alice", null), Refusal.USER_QUOTA_REACHED);
		done(issue(id, "bob", null));
		assertRefused(issue(id), Refusal.USER_REQUIRED);
		assertThat(read(id).status()).isEqualTo(Campaign.Status.ACTIVE);
	}

	@Test
	default void countsWhatWasIssuedInThePeriodBeforeAQuotaWasSet() {
		CampaignBuilder campaign = longRunning();
		String id = create(campaign);
		done(issue(id, "alice", null));
		done(issue(id, "bob", null));

		done(change(campaign.quota(new Quota(Per.MONTH, 3, 1))));

		assertThat(left(id).remaining()).isOne();
		assertRefused(issue(id, "alice", null), Refusal.USER_QUOTA_REACHED);
		done(issue(id, "carol", null));
		assertRefused(issue(id, "dave", null), Refusal.QUOTA_EXHAUSTED);

		done(change(campaign.quota(new Quota(Per.WEEK, 4, 2))));
		assertThat(left(id).remaining()).isBetween(1, 4);
		done(change(campaign.quota(new Quota(Per.WEEK, 1, 2))));
		assertThat(left(id).remaining()).isBetween(0, 1);
		done(change(campaign.quota(null)));
		assertThat(read(id).pace()).isNull();
		done(issue(id, "alice", null));
	}

	private Snapshot.QuotaLeft left(String id) {
		return Objects.requireNonNull(Objects.requireNonNull(read(id).pace()).quota());
	}

	@Test
	default void saysTheFirstReasonOfARhythm() {
		CampaignBuilder campaign = longRunning().maxCoupons(2).quota(new Quota(Per.MONTH, 1, 1));
		String id = create(campaign);
		done(issue(id, "alice", null));
		assertRefused(issue(id, "alice", null), Refusal.USER_QUOTA_REACHED);
		assertRefused(issue(id, "bob", null), Refusal.QUOTA_EXHAUSTED);
		done(change(campaign.hours(window(180, 10))));
		assertRefused(issue(id, "alice", null), Refusal.CAMPAIGN_CLOSED);
		done(change(campaign.maxCoupons(1)));
		assertRefused(issue(id, "alice", null), Refusal.CAMPAIGN_EXHAUSTED);
		done(change(campaign.perUserLimit(1)));
		assertRefused(issue(id, "alice", null), Refusal.USER_LIMIT_REACHED);
		assertRefused(issue(id), Refusal.USER_REQUIRED);
		done(store().pause(id, true, null));
		assertRefused(issue(id), Refusal.CAMPAIGN_PAUSED);
	}

	@Test
	default void issuesExactlyTheQuotaToManyAtOnce() throws Exception {
		String id = create(longRunning().maxCoupons(1000).quota(new Quota(Per.MONTH, 40, 2)));

		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<Outcome<Coupon>>> requests = Stream.iterate(0, i -> i + 1)
				.limit(400)
				.<Callable<Outcome<Coupon>>>map(i -> () -> issue(id, "user-" + i % 50, null))
				.toList();
			long issued = 0;
			for (Future<Outcome<Coupon>> outcome : threads.invokeAll(requests)) {
				issued += outcome.get() instanceof Done ? 1 : 0;
			}
			assertThat(issued).isEqualTo(40);
		}
		for (int user = 0; user < 50; user++) {
			assertThat(done(store().coupons(id, "user-" + user, 0, 100)).items()).hasSizeLessThanOrEqualTo(2);
		}
		assertThat(left(id).remaining()).isZero();
	}

}
