package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.assertRefused;
import static dev.coupon.store.contract.StoreUnderTest.done;
import static dev.coupon.store.contract.StoreUnderTest.replayed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Campaign.Status;
import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.port.CampaignRepository.Erased;
import dev.coupon.domain.port.CampaignRepository.Purge;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.testing.CampaignBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store does with campaigns. */
interface CampaignContract extends StoreUnderTest {

	@Test
	default void createsACampaignThatHasIssuedNothing() {
		Campaign campaign = running().maxCoupons(7).metadata(Map.of("owner", "marketing")).build();

		Snapshot created = done(store().create(campaign));

		assertThat(created.campaign()).isEqualTo(campaign);
		assertThat(created.status()).isEqualTo(Status.ACTIVE);
		assertThat(created.issued()).isZero();
		assertThat(created.remaining()).isEqualTo(7);
		assertThat(read(campaign.id())).isEqualTo(created);
	}

	@Test
	default void createsTheSameCampaignOnlyOnce() {
		CampaignBuilder campaign = running();
		String id = create(campaign);
		done(issue(id));
		done(store().pause(id, true, null));

		Snapshot again = replayed(store().create(campaign.build()));

		assertThat(again.issued()).isOne();
		assertThat(again.status()).isEqualTo(Status.PAUSED);
		assertRefused(store().create(campaign.maxCoupons(11).build()), Refusal.CAMPAIGN_EXISTS);
	}

	@Test
	default void tellsWhatACreationWouldDoWithoutDoingIt() {
		CampaignBuilder campaign = scheduled().maxCoupons(7);
		Campaign wanted = campaign.build();

		assertThat(done(store().tryCreate(wanted)))
			.isEqualTo(CampaignState.ofNew(wanted, store().now()).snapshot(List.of()))
			.extracting(Snapshot::status, Snapshot::remaining)
			.containsExactly(Status.SCHEDULED, 7);
		assertRefused(store().find(wanted.id(), 0), Refusal.CAMPAIGN_NOT_FOUND);

		create(campaign);
		Snapshot created = read(wanted.id());
		assertThat(replayed(store().tryCreate(wanted))).isEqualTo(created);
		assertRefused(store().tryCreate(campaign.maxCoupons(8).build()), Refusal.CAMPAIGN_EXISTS);
		assertThat(read(wanted.id())).isEqualTo(created);
	}

	@Test
	default void triesACreationThatPromisesNoCodes() {
		CampaignBuilder first = running().codes(Charset.NUMERIC, "try-####").maxCoupons(10);
		CampaignBuilder second = running().codes(Charset.NUMERIC, "try-####").maxCoupons(1);

		done(store().tryCreate(first.build()));
		done(store().tryCreate(first.build()));
		String id = create(first);
		assertRefused(store().tryCreate(second.build()), Refusal.CODE_SPACE_EXHAUSTED);
		done(store().delete(id, true, null));
		done(store().tryCreate(second.build()));
	}

	@Test
	default void tellsTheTimeByWhichItIssues() {
		String id = create(running());

		Instant before = store().now();
		Coupon issued = done(issue(id));

		assertThat(issued.issuedAt()).isBetween(before, store().now());
	}

	@Test
	default void comparesARepeatedCreationWithThePresentSettings() {
		CampaignBuilder campaign = running().maxCoupons(10);
		String id = create(campaign);
		done(change(campaign.maxCoupons(20)));

		assertRefused(store().create(campaign.maxCoupons(10).build()), Refusal.CAMPAIGN_EXISTS);
		assertThat(replayed(store().create(campaign.maxCoupons(20).build())).campaign().id()).isEqualTo(id);
	}

	@Test
	default void derivesTheStatusFromPeriodPauseAndCount() {
		String exhausted = create(running().maxCoupons(1));
		done(issue(exhausted));
		String paused = create(running());
		done(store().pause(paused, true, null));

		assertThat(read(create(ended())).status()).isEqualTo(Status.ENDED);
		assertThat(read(paused).status()).isEqualTo(Status.PAUSED);
		assertThat(read(create(scheduled())).status()).isEqualTo(Status.SCHEDULED);
		assertThat(read(exhausted).status()).isEqualTo(Status.EXHAUSTED);
		assertThat(read(create(running())).status()).isEqualTo(Status.ACTIVE);
	}

	@Test
	default void readsTheFirstCodesInTheOrderOfIssue() {
		String id = create(running());
		List<String> issued = IntStream.range(0, 5).mapToObj(i -> done(issue(id)).code()).toList();

		assertThat(done(store().find(id, 3)).codes()).isEqualTo(issued.subList(0, 3));
		assertThat(done(store().find(id, 100)).codes()).isEqualTo(issued);
		assertThat(done(store().find(id, 0)).codes()).isEmpty();
		assertThat(done(store().find(id, 0)).issued()).isEqualTo(5);
	}

	@Test
	default void knowsNoCampaignThatWasNotCreated() {
		assertRefused(store().find("none", 0), Refusal.CAMPAIGN_NOT_FOUND);
		assertRefused(store().pause("none", true, null), Refusal.CAMPAIGN_NOT_FOUND);
		assertRefused(store().update(running().id("none").build(), "1"), Refusal.CAMPAIGN_NOT_FOUND);
		assertRefused(store().delete("none", true, null), Refusal.CAMPAIGN_NOT_FOUND);
		assertRefused(store().coupons("none", null, 0, 10), Refusal.CAMPAIGN_NOT_FOUND);
	}

	@Test
	default void changesTheRevisionExactlyWhenTheSettingsChange() {
		CampaignBuilder campaign = running();
		String id = create(campaign);
		String first = read(id).revision();
		done(issue(id));
		done(change(campaign));
		done(store().pause(id, false, null));
		assertThat(read(id).revision()).isEqualTo(first);

		String second = done(change(campaign.maxCoupons(11))).revision();
		String third = done(store().pause(id, true, null)).after().revision();

		assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
		assertThat(read(id).revision()).isEqualTo(third);
	}

	@Test
	default void updatesOnlyTheRevisionThatWasRead() {
		CampaignBuilder campaign = running();
		String id = create(campaign);
		String read = read(id).revision();
		done(store().pause(id, true, null));

		assertRefused(store().update(campaign.maxCoupons(11).build(), read), Refusal.VERSION_MISMATCH);
		assertThat(read(id).campaign().maxCoupons()).isEqualTo(10);
	}

	@Test
	default void pausesAndDeletesOnlyTheRevisionThatIsMeant() {
		String id = create(running());
		String first = read(id).revision();
		done(issue(id));
		String paused = done(store().pause(id, true, first)).after().revision();

		assertRefused(store().pause(id, false, first), Refusal.VERSION_MISMATCH);
		assertRefused(store().delete(id, true, first), Refusal.VERSION_MISMATCH);
		assertRefused(store().delete(id, false, first), Refusal.VERSION_MISMATCH);
		assertRefused(store().delete(id, false, paused), Refusal.CAMPAIGN_HAS_COUPONS);
		assertRefused(store().pause("none", true, first), Refusal.CAMPAIGN_NOT_FOUND);
		assertRefused(store().delete("none", true, first), Refusal.CAMPAIGN_NOT_FOUND);
		assertThat(read(id).campaign().paused()).isTrue();
		assertThat(done(store().pause(id, true, paused)).after().revision()).isEqualTo(paused);
		done(store().delete(id, true, paused));
		assertRefused(store().find(id, 0), Refusal.CAMPAIGN_NOT_FOUND);
	}

	@Test
	default void keepsThePauseThroughAnUpdate() {
		CampaignBuilder campaign = running();
		String id = create(campaign);
		done(store().pause(id, true, null));

		assertThat(done(change(campaign.maxCoupons(11))).campaign().paused()).isTrue();
	}

	@Test
	default void movesTheStartOnlyUntilItIsReached() {
		CampaignBuilder future = scheduled();
		create(future);
		CampaignBuilder current = running();
		create(current);

		done(change(future.period(now().plus(Duration.ofMinutes(5)), now().plus(Duration.ofHours(2)))));
		assertRefused(change(current.period(now().plus(Duration.ofMinutes(5)), now().plus(Duration.ofHours(2)))),
				Refusal.CAMPAIGN_STARTED);
	}

	@Test
	default void neverLowersTheMaximumBelowWhatIsIssued() {
		CampaignBuilder campaign = running();
		String id = create(campaign);
		done(issue(id));
		done(issue(id));

		assertRefused(change(campaign.maxCoupons(1)), Refusal.MAX_COUPONS_BELOW_ISSUED);
		assertThat(done(change(campaign.maxCoupons(2))).status()).isEqualTo(Status.EXHAUSTED);
	}

	@Test
	default void deletesACampaignWithCouponsOnlyByForceOrAfterTheyExpired() {
		String id = create(running().expiry(new Expiry.After(Duration.ofMillis(20))));
		Coupon coupon = done(issue(id));
		assertRefused(store().delete(id, false, null), Refusal.CAMPAIGN_HAS_COUPONS);

		pass(Duration.ofMillis(21));
		done(store().delete(id, false, null));

		assertRefused(store().find(id, 0), Refusal.CAMPAIGN_NOT_FOUND);
		assertRefused(issue(id), Refusal.CAMPAIGN_NOT_FOUND);
		assertRefused(store().findCoupon(coupon.code()), Refusal.COUPON_NOT_FOUND);
		assertRefused(store().redeem(coupon.code(), null, null), Refusal.COUPON_NOT_FOUND);
		assertRefused(store().unredeem(coupon.code(), null), Refusal.COUPON_NOT_FOUND);
	}

	@Test
	default void freesTheIdOfADeletedCampaignWhenItIsErased() {
		CampaignBuilder campaign = running().maxCoupons(3);
		String id = create(campaign);
		done(issue(id));
		done(store().delete(id, true, null));
		purgeAll(null);

		assertThat(done(store().create(campaign.maxCoupons(4).build())).issued()).isZero();
	}

	/** Of 32 codes, whether as they are or as people may type them. */
	@Test
	default void freesTheCodesOfADeletedCampaignWhenItIsErased() {
		CampaignBuilder campaign = running().maxCoupons(32).codes(Charset.SAFE, "erased-il-#");
		String id = create(campaign);
		int issued = issueAll(id);
		done(store().delete(id, true, null));
		purgeAll(null);

		String alike = create(running().maxCoupons(32).codes(Charset.SAFE, "ERASED-11-#"));
		for (int i = 0; i < 33 - issued; i++) {
			done(issue(alike));
		}
		done(store().delete(alike, true, null));
	}

	private int issueAll(String id) {
		int issued = 0;
		while (issue(id) instanceof Done) {
			issued++;
		}
		return issued;
	}

	@Test
	default void purgesWhatEndedLongEnoughAgoAndNothingElse() {
		String old = create(ended());
		String lasting = create(running().expiry(new Expiry.At(now().plus(Duration.ofHours(3)))));
		Coupon coupon = done(issue(lasting));
		end(lasting);

		purgeAll(null);
		purgeAll(now().minus(Duration.ofHours(2)));
		assertThat(read(old).status()).isEqualTo(Status.ENDED);

		List<Erased> erased = purgeAll(now().minus(Duration.ofMinutes(30)));
		assertThat(erased).extracting(Erased::campaignId).contains(old).doesNotContain(lasting);
		assertRefused(store().find(old, 0), Refusal.CAMPAIGN_NOT_FOUND);
		assertThat(done(store().findCoupon(coupon.code()))).isEqualTo(coupon);
	}

	@Test
	default void createsNoMoreCampaignsThanShareTheCodesOfAFormat() {
		create(running().codes(Charset.NUMERIC, "share-#####").maxCoupons(60));
		CampaignBuilder second = running().codes(Charset.NUMERIC, "share-#####").maxCoupons(40);
		String id = create(second);

		assertRefused(store().create(running().codes(Charset.NUMERIC, "share-#####").maxCoupons(1).build()),
				Refusal.CODE_SPACE_EXHAUSTED);
		assertRefused(store().create(running().codes(Charset.ALPHANUMERIC, "share-#####").maxCoupons(60_400).build()),
				Refusal.CODE_SPACE_EXHAUSTED);
		assertRefused(store().create(running().codes(Charset.NUMERIC, "sha-re-##-###").maxCoupons(1).build()),
				Refusal.CODE_SPACE_EXHAUSTED);
		assertRefused(change(second.maxCoupons(41)), Refusal.CODE_SPACE_EXHAUSTED);
		done(issue(id));
		done(change(second.maxCoupons(30)));
		done(store().create(running().codes(Charset.NUMERIC, "other-#####").maxCoupons(100).build()));
		done(store().create(running().codes(Charset.NUMERIC, "share-#####").maxCoupons(10).build()));
		done(store().delete(id, true, null));
		done(store().create(running().codes(Charset.NUMERIC, "share-#####").maxCoupons(30).build()));
	}

	@Test
	default void purgesABoundedNumberOfCouponsAtATime() {
		String id = create(running().expiry(new Expiry.After(Duration.ofMillis(10))));
		List<Coupon> coupons = IntStream.range(0, 10).mapToObj(i -> done(issue(id))).toList();
		end(id);
		pass(Duration.ofMillis(11));

		Purge first = store().purge(now(), 4);

		assertThat(first.more()).isTrue();
		assertThat(first.erased()).extracting(Erased::campaignId).doesNotContain(id);
		assertRefused(store().find(id, 0), Refusal.CAMPAIGN_NOT_FOUND);
		assertThat(purgeAll(now())).extracting(Erased::campaignId, Erased::coupons).contains(tuple(id, 10));
		coupons.forEach(coupon -> assertRefused(store().findCoupon(coupon.code()), Refusal.COUPON_NOT_FOUND));
	}

	private List<Erased> purgeAll(@Nullable Instant endedBy) {
		List<Erased> erased = new ArrayList<>();
		Purge purge;
		do {
			purge = store().purge(endedBy, 4);
			erased.addAll(purge.erased());
		}
		while (purge.more());
		return erased;
	}

}
