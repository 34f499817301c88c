package dev.coupon.testing;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.request.CouponChange.MakeVoid;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RevokeVoid;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.store.ForwardingStore;
import org.jspecify.annotations.Nullable;

/** A store as tests use it to which it doesn't matter who changes something, and why. */
public final class UnattributedStore extends ForwardingStore {

	private static final Act ACT = Act.OF_THE_SERVICE;

	public UnattributedStore(CampaignRepository store) {
		super(store);
	}

	public Outcome<Snapshot> create(Campaign campaign) {
		return create(campaign, ACT);
	}

	public Outcome<Changed> update(Campaign changed, String revision) {
		return update(changed, revision, ACT);
	}

	public Outcome<Changed> pause(String campaignId, boolean paused, @Nullable String revision) {
		return pause(campaignId, paused, revision, ACT);
	}

	public Outcome<Snapshot> delete(String campaignId, boolean force, @Nullable String revision) {
		return delete(campaignId, force, revision, ACT);
	}

	public Outcome<Coupon> redeem(String code, @Nullable String reference, @Nullable RequestKey key) {
		return change(code, new Redeem(reference, key), ACT);
	}

	public Outcome<Coupon> unredeem(String code, @Nullable String reference) {
		return change(code, new RollBack(reference, false), ACT);
	}

	public Outcome<Coupon> makeVoid(String code) {
		return change(code, new MakeVoid(), ACT);
	}

	public Outcome<Coupon> revokeVoid(String code) {
		return change(code, new RevokeVoid(), ACT);
	}

}
