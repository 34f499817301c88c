package dev.coupon.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.testing.CampaignBuilder;
import dev.coupon.testing.UnattributedStore;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A store, its time, and the words in which the contract speaks of it. */
public interface StoreUnderTest {

	/** The store. It may hold campaigns of other tests. */
	CampaignRepository repository();

	/** The subscriptions in the store. There may be those of other tests. */
	Subscriptions subscriptions();

	/** The store, for tests to which it doesn't matter who does something. */
	default UnattributedStore store() {
		return new UnattributedStore(repository());
	}

	/** The store's present time. */
	Instant now();

	/** Returns when so much of the store's time has passed. */
	void pass(Duration duration);

	/** How many coupons the tests with threads issue. */
	default int maxCouponsUnderLoad() {
		return 20_000;
	}

	/** A campaign that runs for an hour each way. */
	default CampaignBuilder running() {
		return new CampaignBuilder(now().minus(Duration.ofHours(1)), now().plus(Duration.ofHours(1)));
	}

	default CampaignBuilder ended() {
		return new CampaignBuilder(now().minus(Duration.ofHours(2)), now().minus(Duration.ofHours(1)));
	}

	default CampaignBuilder scheduled() {
		return new CampaignBuilder(now().plus(Duration.ofHours(1)), now().plus(Duration.ofHours(2)));
	}

	/** Creates the campaign; returns its id. */
	default String create(CampaignBuilder campaign) {
		return done(store().create(campaign.build())).campaign().id();
	}

	default Snapshot read(String campaignId) {
		return done(store().find(campaignId, 1000));
	}

	default Outcome<Coupon> issue(String campaignId) {
		return issue(campaignId, null, null);
	}

	default Outcome<Coupon> issue(String campaignId, @Nullable String userId, @Nullable String key) {
		return store().issue(new IssueRequest(campaignId, userId, key == null ? null : RequestKey.common(key)));
	}

	/** Changes a campaign's settings, whatever their revision. */
	default Outcome<Snapshot> change(CampaignBuilder changed) {
		Campaign campaign = changed.build();
		return store().update(campaign, read(campaign.id()).revision()).map(Changed::after);
	}

	/** Ends a running campaign by moving its end to before now. */
	default void end(String campaignId) {
		Campaign campaign = read(campaignId).campaign();
		done(change(
				CampaignBuilder.of(campaign).period(campaign.period().startsAt(), now().minus(Duration.ofMinutes(1)))));
	}

	static <T> T done(Outcome<T> outcome) {
		assertThat(outcome).isInstanceOf(Done.class);
		return ((Done<T>) outcome).value();
	}

	static <T> T replayed(Outcome<T> outcome) {
		assertThat(outcome).isInstanceOf(Replayed.class);
		return ((Replayed<T>) outcome).value();
	}

	static void assertRefused(Outcome<?> outcome, Refusal refusal) {
		assertThat(outcome).isInstanceOf(Refused.class);
		assertThat(((Refused<?>) outcome).refusal()).isEqualTo(refusal);
	}

}
