package dev.coupon.store;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.IssueRequest;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.RequestKey;
import dev.coupon.domain.port.Snapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A base class of layers around a store, which passes every operation on to the store. A
 * layer overrides the operations to which it adds something.
 */
public abstract class ForwardingStore implements CampaignRepository {

	private final CampaignRepository store;

	protected ForwardingStore(CampaignRepository store) {
		this.store = store;
	}

	@Override
	public Outcome<Coupon> issue(IssueRequest request) {
		return store.issue(request);
	}

	@Override
	public Outcome<Coupon> redeem(String code, @Nullable String reference, @Nullable RequestKey idempotencyKey) {
		return store.redeem(code, reference, idempotencyKey);
	}

	@Override
	public Outcome<Coupon> unredeem(String code, @Nullable String reference) {
		return store.unredeem(code, reference);
	}

	@Override
	public Outcome<Coupon> findCoupon(String code) {
		return store.findCoupon(code);
	}

	@Override
	public Outcome<Page<Coupon, Integer>> coupons(String campaignId, @Nullable String userId, int after, int limit) {
		return store.coupons(campaignId, userId, after, limit);
	}

	@Override
	public Outcome<Snapshot> create(Campaign campaign) {
		return store.create(campaign);
	}

	@Override
	public Outcome<Snapshot> find(String campaignId, int codes) {
		return store.find(campaignId, codes);
	}

	@Override
	public Page<Snapshot, String> campaigns(Campaign.@Nullable Status status, @Nullable String after, int limit) {
		return store.campaigns(status, after, limit);
	}

	@Override
	public Outcome<Changed> update(Campaign changed, String revision) {
		return store.update(changed, revision);
	}

	@Override
	public Outcome<Changed> pause(String campaignId, boolean paused, @Nullable String revision) {
		return store.pause(campaignId, paused, revision);
	}

	@Override
	public Outcome<Snapshot> delete(String campaignId, boolean force, @Nullable String revision) {
		return store.delete(campaignId, force, revision);
	}

	@Override
	public Purge purge(@Nullable Instant endedBy, int maxCoupons) {
		return store.purge(endedBy, maxCoupons);
	}

}
