package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.assertRefused;
import static dev.coupon.store.contract.StoreUnderTest.done;
import static dev.coupon.store.contract.StoreUnderTest.replayed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Coupon.Status;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.History;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.request.CouponChange.MakeVoid;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RevokeVoid;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.testing.CampaignBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The life of coupons after their issue in every store, and the log of it. */
interface LifeContract extends StoreUnderTest {

	Act OPERATOR = new Act("marketing", "192.0.2.1", "reported as stolen");

	Act SHOP = new Act("shop", "192.0.2.2", null);

	@Test
	default void makesACouponWorthlessAndTakesThatBack() {
		String id = create(running().maxCoupons(1));
		Coupon coupon = done(issue(id));
		Instant before = now();

		Coupon voided = done(store().change(coupon.code(), new MakeVoid(), OPERATOR));

		assertThat(voided.status()).isEqualTo(Status.VOID);
		assertThat(Objects.requireNonNull(voided.voiding()).at()).isBetween(before, now());
		assertThat(voided.voiding().reason()).isEqualTo("reported as stolen");
		assertThat(done(store().findCoupon(coupon.code()))).isEqualTo(voided);
		assertThat(done(store().coupons(id, null, 0, 9)).items()).containsExactly(voided);
		assertThat(read(id).voided()).isOne();
		assertRefused(store().redeem(coupon.code(), null, null), Refusal.COUPON_VOID);
		assertRefused(issue(id), Refusal.CAMPAIGN_EXHAUSTED);

		assertThat(done(store().revokeVoid(coupon.code()))).isEqualTo(coupon);
		assertThat(read(id).voided()).isZero();
		assertRefused(store().revokeVoid(coupon.code()), Refusal.NOT_VOID);
		done(store().redeem(coupon.code(), null, null));
		assertRefused(store().makeVoid(coupon.code()), Refusal.ALREADY_REDEEMED);
	}

	@Test
	default void keepsTheFirstReasonOfARepeatedVoid() {
		String code = done(issue(create(running()))).code();
		Coupon first = done(store().change(code, new MakeVoid(), OPERATOR));

		assertThat(replayed(store().change(code, new MakeVoid(), new Act("support", null, "another reason"))))
			.isEqualTo(first);
		assertThat(done(store().history(code)).entries()).hasSize(1);
	}

	@Test
	default void countsAVoidCouponForTheLimitOfItsUser() {
		String id = create(running().perUserLimit(1));
		done(store().makeVoid(done(issue(id, "alice", "key")).code()));

		assertRefused(issue(id, "alice", null), Refusal.USER_LIMIT_REACHED);
		assertThat(replayed(issue(id, "alice", "key")).status()).isEqualTo(Status.VOID);
	}

	@Test
	default void rollsBackOnlyWhatTheSameCallerRedeemed() {
		String code = done(issue(create(running()))).code();
		Coupon redeemed = done(store().change(code, new Redeem("order-1", null), SHOP));
		assertThat(Objects.requireNonNull(redeemed.redemption()).by()).isEqualTo("shop");

		assertRefused(store().change(code, new RollBack(null, true), OPERATOR), Refusal.REDEEMED_BY_ANOTHER);
		done(store().change(code, new RollBack(null, true), SHOP));

		done(store().change(code, new Redeem("order-1", null), SHOP));
		done(store().change(code, new RollBack("order-1", false), OPERATOR));
	}

	@Test
	default void extendsAllCouponsAtOnce() {
		CampaignBuilder campaign = running().expiry(new Expiry.After(Duration.ofMillis(200)));
		String id = create(campaign);
		String code = done(issue(id)).code();
		pass(Duration.ofMillis(201));
		assertThat(done(store().findCoupon(code)).status()).isEqualTo(Status.EXPIRED);
		assertRefused(store().redeem(code, null, null), Refusal.COUPON_EXPIRED);
		Instant extended = now().plus(Duration.ofDays(3));

		done(change(campaign.couponsExtendedTo(extended)));

		assertThat(done(store().findCoupon(code)).expiresAt()).isEqualTo(extended);
		assertThat(done(store().findCoupon(code)).status()).isEqualTo(Status.ISSUED);
		assertThat(done(issue(id)).expiresAt()).isEqualTo(extended);
		done(store().redeem(code, null, null));
		assertRefused(store().delete(id, false, null), Refusal.CAMPAIGN_HAS_COUPONS);
	}

	@Test
	default void neverShortensAnExtension() {
		CampaignBuilder campaign = running();
		create(campaign);
		Instant extended = now().plus(Duration.ofDays(3));
		assertRefused(change(campaign.couponsExtendedTo(now().minus(Duration.ofSeconds(1)))),
				Refusal.EXTENSION_NOT_LATER);
		done(change(campaign.couponsExtendedTo(extended)));

		assertRefused(change(campaign.couponsExtendedTo(extended.minusMillis(1))), Refusal.EXTENSION_NOT_LATER);
		assertRefused(change(campaign.couponsExtendedTo(null)), Refusal.EXTENSION_NOT_LATER);
		done(change(campaign.couponsExtendedTo(extended).maxCoupons(11)));
		done(change(campaign.couponsExtendedTo(extended.plusMillis(1))));
	}

	@Test
	default void neverEndsCouponsEarlierThanWasSaidAtTheirIssue() {
		CampaignBuilder campaign = running().expiry(new Expiry.After(Duration.ofDays(9)));
		Coupon issued = done(issue(create(campaign)));
		done(change(campaign.couponsExtendedTo(now().plus(Duration.ofDays(1)))));

		assertThat(done(store().findCoupon(issued.code()))).isEqualTo(issued);
	}

	@Test
	default void tellsTheHistoryOfACoupon() {
		String id = create(running());
		done(issue(id));
		String code = done(issue(id)).code();
		done(store().change(code, new Redeem("order-1", null), SHOP));
		done(store().change(code, new RollBack(null, false), SHOP));
		done(store().change(code, new MakeVoid(), OPERATOR));
		done(store().change(code, new RevokeVoid(), OPERATOR));

		History history = done(store().history(code));

		assertThat(history.coupon()).isEqualTo(done(store().findCoupon(code)));
		assertThat(history.entries()).extracting(LogEntry::type)
			.containsExactly(LogEntry.Type.COUPON_REDEEMED, LogEntry.Type.COUPON_REDEMPTION_ROLLED_BACK,
					LogEntry.Type.COUPON_VOIDED, LogEntry.Type.COUPON_VOID_REVOKED);
		assertThat(history.entries()).extracting(LogEntry::ordinal).containsExactly(2, 3, 4, 5);
		assertThat(history.entries()).extracting(LogEntry::act).containsExactly(SHOP, SHOP, OPERATOR, OPERATOR);
		assertThat(history.entries()).allSatisfy(entry -> {
			assertThat(entry.afterCoupon()).isEqualTo(2);
			assertThat(entry.campaignUid()).isEqualTo(read(id).uid());
		});
		assertThat(history.entries().getFirst().coupon()).isEqualTo(new LogEntry.OfCoupon(2, code, "order-1"));
		assertRefused(store().history("none"), Refusal.COUPON_NOT_FOUND);
	}

	@Test
	default void keepsWhatOperatorsDidBeyondTheCampaign() {
		CampaignBuilder campaign = running();
		String id = campaign.build().id();
		Snapshot created = done(store().create(campaign.build(), OPERATOR));
		done(store().update(campaign.maxCoupons(20).build(), created.revision(), SHOP));
		done(store().pause(id, true, null, OPERATOR));
		done(store().pause(id, true, null, OPERATOR));
		done(store().pause(id, false, null, OPERATOR));
		String code = done(issue(id)).code();
		done(store().change(code, new Redeem(null, null), SHOP));
		done(store().change(code, new RollBack(null, false), SHOP));
		done(store().change(code, new MakeVoid(), OPERATOR));
		done(store().delete(id, true, null, OPERATOR));
		Snapshot again = done(store().create(campaign.build(), OPERATOR));

		List<LogEntry> audit = audit(id, 2);

		assertThat(audit.reversed()).extracting(LogEntry::type)
			.containsExactly(LogEntry.Type.CAMPAIGN_CREATED, LogEntry.Type.CAMPAIGN_UPDATED,
					LogEntry.Type.CAMPAIGN_PAUSED, LogEntry.Type.CAMPAIGN_RESUMED, LogEntry.Type.COUPON_VOIDED,
					LogEntry.Type.CAMPAIGN_DELETED, LogEntry.Type.CAMPAIGN_CREATED);
		LogEntry update = audit.reversed().get(1);
		assertThat(update.act()).isEqualTo(SHOP);
		assertThat(Objects.requireNonNull(update.settings()).before()).containsExactly(entryOf("maxCoupons", 10));
		assertThat(update.settings().changed()).containsExactly(entryOf("maxCoupons", 20));
		assertThat(audit.getFirst().campaignUid()).isEqualTo(again.uid()).isNotEqualTo(created.uid());
		assertThat(store().audit(null, null, 9).items().getFirst().entry()).isEqualTo(audit.getFirst());
	}

	private static Map.Entry<String, Object> entryOf(String name, Object value) {
		return Map.entry(name, value);
	}

	private List<LogEntry> audit(String id, int limit) {
		List<LogEntry> entries = new ArrayList<>();
		Long after = null;
		do {
			Page<Audited, Long> page = store().audit(id, after, limit);
			page.items().forEach(item -> entries.add(item.entry()));
			after = page.nextAfter();
		}
		while (after != null);
		return entries;
	}

	@Test
	default void writesNothingDownThatWasRefused() {
		CampaignBuilder campaign = running();
		String id = create(campaign);
		assertRefused(store().update(campaign.maxCoupons(20).build(), "stale"), Refusal.VERSION_MISMATCH);
		assertRefused(store().pause(id, true, "stale"), Refusal.VERSION_MISMATCH);
		String code = done(issue(id)).code();
		assertRefused(store().revokeVoid(code), Refusal.NOT_VOID);
		assertRefused(store().delete(id, false, null), Refusal.CAMPAIGN_HAS_COUPONS);

		assertThat(audit(id, 9)).extracting(LogEntry::type).containsExactly(LogEntry.Type.CAMPAIGN_CREATED);
		assertThat(done(store().history(code)).entries()).isEmpty();
	}

	@Test
	default void redeemsOrVoidsACouponButNeverBothForManyAtOnce() throws Exception {
		String id = create(running().maxCoupons(100));

		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int round = 0; round < 30; round++) {
				String code = done(issue(id)).code();
				List<Callable<Outcome<Coupon>>> both = List.of(() -> store().redeem(code, null, null),
						() -> store().makeVoid(code), () -> store().redeem(code, null, null),
						() -> store().makeVoid(code), () -> issue(id));
				threads.invokeAll(both);
				Coupon coupon = done(store().findCoupon(code));
				assertThat(coupon.redemption() == null).isNotEqualTo(coupon.voiding() == null);
			}
		}
		assertThat(read(id).redeemed() + read(id).voided()).isEqualTo(30);
		assertThat(numbersOfAllEvents(id)).isEqualTo(IntStream.rangeClosed(1, 60 + 31).boxed().toList());
	}

	/** The numbers of all events of a campaign, issues included, in order. */
	private List<Integer> numbersOfAllEvents(String id) {
		List<LogEntry> entries = new ArrayList<>(audit(id, 1000));
		List<Coupon> coupons = done(store().coupons(id, null, 0, 1000)).items();
		coupons.forEach(coupon -> done(store().history(coupon.code())).entries()
			.stream()
			.filter(entry -> !entry.type().isAudited())
			.forEach(entries::add));
		Stream<Integer> issues = coupons.stream()
			.map(coupon -> coupon.sequence()
					+ (int) entries.stream().filter(entry -> entry.afterCoupon() < coupon.sequence()).count());
		return Stream.concat(issues, entries.stream().map(entry -> entry.ordinal() + entry.afterCoupon()))
			.sorted()
			.toList();
	}

}
