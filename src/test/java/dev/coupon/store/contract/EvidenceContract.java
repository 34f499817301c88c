package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.assertRefused;
import static dev.coupon.store.contract.StoreUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Evidence.Forgettable;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.testing.CampaignBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reports of every store, and how long evidence is kept. */
interface EvidenceContract extends StoreUnderTest {

	@Test
	default void reportsWhatACampaignIssued() throws Exception {
		String id = create(running().maxCoupons(9));
		String redeemed = done(issue(id, "alice", null)).code();
		done(store().redeem(redeemed, null, null));
		done(store().makeVoid(done(issue(id, "bob, \"the builder\"", "key")).code()));
		done(issue(id));
		String again = done(issue(id, "alice", null)).code();
		done(store().redeem(again, null, null));
		done(store().unredeem(again, null));

		Report report = done(store().report(id));

		List<Coupon> coupons = done(store().coupons(id, null, 0, 9)).items();
		assertThat(report.faults()).isEmpty();
		assertThat(report.counts()).isEqualTo(new Report.Counts(4, 1, 1, 0));
		assertThat(report.campaignId()).isEqualTo(id);
		assertThat(report.campaignUid()).isEqualTo(read(id).uid());
		assertThat(report.id()).startsWith(report.campaignUid());
		assertThat(report.settings()).containsEntry("maxCoupons", 9);
		assertThat(report.madeAt()).isBeforeOrEqualTo(now());
		assertThat(report.issues().first()).isEqualTo(coupons.getFirst().issuedAt());
		assertThat(report.issues().last()).isEqualTo(coupons.getLast().issuedAt());
		assertThat(report.issues().byHour()).extracting(Report.Hour::start)
			.first()
			.isEqualTo(coupons.getFirst().issuedAt().truncatedTo(ChronoUnit.HOURS));
		assertThat(report.issues().byHour().stream().mapToInt(Report.Hour::issued).sum()).isEqualTo(4);
		assertThat(report.sha256()).isEqualTo(sha256(coupons));
		assertThat(report.refusals()).isNull();
	}

	/** The digest as the documentation says it is made. */
	private static String sha256(List<Coupon> coupons) throws Exception {
		StringBuilder lines = new StringBuilder();
		for (Coupon coupon : coupons) {
			String user = coupon.userId() == null ? "" : coupon.userId();
			lines.append(coupon.sequence())
				.append(',')
				.append(coupon.code())
				.append(',')
				.append(user.contains("\"") ? '"' + user.replace("\"", "\"\"") + '"' : user)
				.append(',')
				.append(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX")
					.format(coupon.issuedAt().atOffset(ZoneOffset.UTC)))
				.append('\n');
		}
		return HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	default void reportsOnACampaignThatIssuedNothing() {
		Report report = done(store().report(create(running())));

		assertThat(report.faults()).isEmpty();
		assertThat(report.issues()).isEqualTo(new Report.Issues(null, null, List.of()));
		assertThat(report.sha256()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
		assertRefused(store().report("none"), Refusal.CAMPAIGN_NOT_FOUND);
	}

	@Test
	default void countsCouponsThatExpiredUnused() {
		CampaignBuilder campaign = running().expiry(new Expiry.After(Duration.ofMillis(200)));
		String id = create(campaign);
		done(store().redeem(done(issue(id)).code(), null, null));
		done(store().makeVoid(done(issue(id)).code()));
		done(issue(id));
		pass(Duration.ofMillis(201));
		done(issue(id));
		assertThat(done(store().report(id)).counts()).isEqualTo(new Report.Counts(4, 1, 1, 1));

		done(change(campaign.couponsExtendedTo(now().plus(Duration.ofDays(1)))));
		assertThat(done(store().report(id)).counts()).isEqualTo(new Report.Counts(4, 1, 1, 0));
	}

	@Test
	default void findsNoFaultWhereLimitsWereChanged() {
		CampaignBuilder campaign = running().maxCoupons(3).perUserLimit(3);
		String id = create(campaign);
		done(issue(id, "alice", null));
		done(issue(id, "alice", null));
		done(change(campaign.maxCoupons(9).perUserLimit(1)));
		done(issue(id, "bob", null));
		done(change(campaign.maxCoupons(4).perUserLimit(null)));
		done(issue(id, "bob", null));

		assertThat(done(store().report(id)).faults()).isEmpty();
	}

	@Test
	default void findsNoFaultWhileOthersChangeTheCampaign() throws Exception {
		String id = create(running().maxCoupons(maxCouponsUnderLoad()));
		List<Callable<@Nullable Object>> work = new ArrayList<>();
		for (int thread = 0; thread < 6; thread++) {
			String user = "user " + thread % 4;
			work.add(() -> {
				for (int i = 0; issue(id, user, null) instanceof Done<Coupon>(Coupon coupon); i++) {
					if (i % 2 == 0) {
						done(store().redeem(coupon.code(), null, null));
						done(i % 4 == 0 ? store().unredeem(coupon.code(), null) : store().findCoupon(coupon.code()));
					}
					else {
						done(store().makeVoid(coupon.code()));
					}
				}
				return null;
			});
		}
		work.add(() -> {
			Report report;
			do {
				report = done(store().report(id));
				assertThat(report.faults()).isEmpty();
			}
			while (report.counts().issued() < maxCouponsUnderLoad());
			return null;
		});
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (var done : threads.invokeAll(work)) {
				done.get();
			}
		}
		assertThat(done(store().report(id)).faults()).isEmpty();
	}

	@Test
	default void keepsTheReportOfADeletedCampaign() {
		CampaignBuilder campaign = running();
		String id = create(campaign);
		done(store().redeem(done(issue(id, "alice", null)).code(), null, null));
		Report before = done(store().report(id));
		assertRefused(store().keptReport(id), Refusal.REPORT_NOT_FOUND);

		done(store().delete(id, true, null));

		Report kept = done(store().keptReport(id));
		assertThat(kept.faults()).isEmpty();
		assertThat(kept.sha256()).isEqualTo(before.sha256());
		assertThat(kept).usingRecursiveComparison().ignoringFields("id", "madeAt", "settings").isEqualTo(before);
		assertThat(kept.settings()).containsExactlyInAnyOrderEntriesOf(before.settings());
		assertThat(store().reports(id, null, 9).items()).containsExactly(kept);
		assertRefused(store().report(id), Refusal.CAMPAIGN_NOT_FOUND);

		create(campaign);
		done(store().delete(id, true, null));
		assertThat(done(store().keptReport(id)).campaignUid()).isNotEqualTo(before.campaignUid());
		Page<Report, Long> newest = store().reports(id, null, 1);
		assertThat(newest.items()).containsExactly(done(store().keptReport(id)));
		assertThat(store().reports(id, Objects.requireNonNull(newest.nextAfter()), 1)).satisfies(page -> {
			assertThat(page.items()).containsExactly(kept);
			assertThat(page.nextAfter()).isNull();
		});
		assertThat(store().reports(null, null, 1).items()).isEqualTo(newest.items());
	}

	@Test
	default void keepsTheReportOfAnErasedCampaignAsItWasBeforeItsFirstCouponWent() {
		String id = create(
				ended().period(now().minus(Duration.ofHours(2)), now().plus(Duration.ofHours(1))).maxCoupons(10));
		for (int i = 0; i < 10; i++) {
			done(issue(id));
		}
		end(id);
		Report before = done(store().report(id));
		done(change(CampaignBuilder.of(read(id).campaign()).name("over")));

		for (boolean more = true; more;) {
			more = store().purge(now().plus(Duration.ofHours(1)), 4).more();
		}

		Report kept = done(store().keptReport(id));
		assertThat(kept.sha256()).isEqualTo(before.sha256());
		assertThat(kept.counts().issued()).isEqualTo(10);
		assertThat(kept.faults()).isEmpty();
		assertThat(kept.settings()).containsEntry("name", "over");
		assertThat(store().reports(id, null, 9).items()).hasSize(1);
	}

	@Test
	default void keepsOneReportOfACampaignThatManyErase() throws Exception {
		String id = create(running().maxCoupons(50));
		for (int i = 0; i < 50; i++) {
			done(issue(id));
		}
		end(id);
		Instant over = now().plus(Duration.ofHours(2));
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Callable<Boolean> purge = () -> {
				while (store().purge(over, 7).more()) {
				}
				return true;
			};
			for (var done : threads.invokeAll(List.of(purge, purge, purge, purge))) {
				done.get();
			}
		}

		assertThat(store().reports(id, null, 9).items()).singleElement().satisfies(report -> {
			assertThat(report.faults()).isEmpty();
			assertThat(report.counts().issued()).isEqualTo(50);
		});
	}

	@Test
	default void forgetsReportsAndEntriesOfCampaignsThatAreGoneWhenTheyAreOldEnough() {
		String gone = create(running());
		String lasting = create(running());
		done(store().pause(lasting, true, null));
		done(store().delete(gone, true, null));
		Instant then = done(store().keptReport(gone)).madeAt();

		forgetAll(new Forgettable(then, now().minus(Duration.ofHours(1))));
		assertThat(store().reports(gone, null, 9).items()).hasSize(1);
		assertThat(types(gone)).containsExactly(LogEntry.Type.CAMPAIGN_DELETED, LogEntry.Type.CAMPAIGN_CREATED);

		Instant later = then.plusMillis(1);
		forgetAll(new Forgettable(later, null));
		assertRefused(store().keptReport(gone), Refusal.REPORT_NOT_FOUND);
		assertThat(types(gone)).hasSize(2);

		forgetAll(new Forgettable(null, later));
		assertThat(types(gone)).isEmpty();
		assertThat(types(lasting)).containsExactly(LogEntry.Type.CAMPAIGN_PAUSED, LogEntry.Type.CAMPAIGN_CREATED);
	}

	private void forgetAll(Forgettable old) {
		while (store().forget(old, 1)) {
		}
	}

	private List<LogEntry.Type> types(String id) {
		return store().audit(id, null, 9).items().stream().map(Audited::entry).map(LogEntry::type).toList();
	}

}
