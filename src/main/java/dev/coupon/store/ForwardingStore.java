package dev.coupon.store;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.History;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Changed;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.Snapshot.Selection;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.IssueRequest;
import java.time.Instant;
import java.util.List;
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
	public Outcome<Coupon> change(String code, CouponChange change, Act act) {
		return store.change(code, change, act);
	}

	@Override
	public Outcome<History> history(String code) {
		return store.history(code);
	}

	@Override
	public Page<Audited, Long> audit(@Nullable String campaignId, @Nullable Long after, int limit) {
		return store.audit(campaignId, after, limit);
	}

	@Override
	public Outcome<Report> report(String campaignId) {
		return store.report(campaignId);
	}

	@Override
	public Page<Report, Long> reports(@Nullable String campaignId, @Nullable Long after, int limit) {
		return store.reports(campaignId, after, limit);
	}

	@Override
	public boolean forget(Forgettable old, int limit) {
		return store.forget(old, limit);
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
	public Page<Coupon, Wallet.Position> wallet(Wallet wallet, Wallet.@Nullable Position after, int limit) {
		return store.wallet(wallet, after, limit);
	}

	@Override
	public Outcome<List<Verdict>> importCodes(String campaignId, List<String> codes, Act act) {
		return store.importCodes(campaignId, codes, act);
	}

	@Override
	public Outcome<Integer> dropCodes(String campaignId, int limit, Act act) {
		return store.dropCodes(campaignId, limit, act);
	}

	@Override
	public Outcome<Snapshot> create(Campaign campaign, Act act) {
		return store.create(campaign, act);
	}

	@Override
	public Outcome<Snapshot> tryCreate(Campaign campaign) {
		return store.tryCreate(campaign);
	}

	@Override
	public Outcome<Snapshot> find(String campaignId, int codes) {
		return store.find(campaignId, codes);
	}

	@Override
	public Page<Snapshot, String> campaigns(Selection selection, @Nullable String after, int limit) {
		return store.campaigns(selection, after, limit);
	}

	@Override
	public Outcome<Changed> update(Campaign changed, String revision, Act act) {
		return store.update(changed, revision, act);
	}

	@Override
	public Outcome<Changed> pause(String campaignId, boolean paused, @Nullable String revision, Act act) {
		return store.pause(campaignId, paused, revision, act);
	}

	@Override
	public Outcome<Snapshot> delete(String campaignId, boolean force, @Nullable String revision, Act act) {
		return store.delete(campaignId, force, revision, act);
	}

	@Override
	public EventPosition extendFeed() {
		return store.extendFeed();
	}

	@Override
	public EventPage events(EventSelection selection, EventPosition after, int limit) {
		return store.events(selection, after, limit);
	}

	@Override
	public Purge purge(@Nullable Instant endedBy, int maxCoupons) {
		return store.purge(endedBy, maxCoupons);
	}

	@Override
	public Instant now() {
		return store.now();
	}

}
