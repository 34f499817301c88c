package dev.coupon.repository;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CampaignRepository;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.IssueRequest;
import dev.coupon.domain.Outcome;
import dev.coupon.domain.Outcome.Done;
import dev.coupon.domain.Outcome.Refused;
import dev.coupon.domain.Outcome.Replayed;
import dev.coupon.domain.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times what coupons go through between the service and a store. How many
 * series there are doesn't depend on how many campaigns and users there are.
 */
final class MeteredCampaignRepository implements CampaignRepository {

	private final CampaignRepository store;

	private final Timer issueTimer;

	private final Counter issued;

	private final Counter redeemed;

	private final Counter unredeemed;

	private final Counter replayed;

	private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);

	MeteredCampaignRepository(CampaignRepository store, MeterRegistry meters) {
		this.store = store;
		this.issueTimer = Timer.builder("coupon.issue")
			.description("Time to issue, replay or refuse a coupon, the HTTP exchange not included")
			.publishPercentiles(0.5, 0.95, 0.99, 0.999)
			.register(meters);
		this.issued = counter("coupon.issued", "Coupons issued", meters);
		this.redeemed = counter("coupon.redeemed", "Coupons redeemed", meters);
		this.unredeemed = counter("coupon.unredeemed", "Redemptions rolled back", meters);
		this.replayed = counter("coupon.replayed", "Repeated requests that got the earlier result", meters);
		for (Refusal refusal : Refusal.values()) {
			refused.put(refusal,
					Counter.builder("coupon.refused")
						.description("Requests to change something that were refused")
						.tag("refusal", refusal.code())
						.register(meters));
		}
	}

	private static Counter counter(String name, String description, MeterRegistry meters) {
		return Counter.builder(name).description(description).register(meters);
	}

	private Outcome<Coupon> count(Outcome<Coupon> outcome, Counter done) {
		switch (outcome) {
			case Done<Coupon> success -> done.increment();
			case Replayed<Coupon> replay -> replayed.increment();
			case Refused<Coupon> refusal -> countRefusal(refusal);
		}
		return outcome;
	}

	private <T> Outcome<T> countRefusal(Outcome<T> outcome) {
		if (outcome instanceof Refused<T>(Refusal refusal, var retryAfter)) {
			Objects.requireNonNull(refused.get(refusal)).increment();
		}
		return outcome;
	}

	@Override
	public Outcome<Coupon> issue(IssueRequest request) {
		return issueTimer.record(() -> count(store.issue(request), issued));
	}

	@Override
	public Outcome<Coupon> redeem(String code, @Nullable String reference, @Nullable String idempotencyKey) {
		return count(store.redeem(code, reference, idempotencyKey), redeemed);
	}

	@Override
	public Outcome<Coupon> unredeem(String code) {
		return count(store.unredeem(code), unredeemed);
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
		return countRefusal(store.create(campaign));
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
	public Outcome<Snapshot> update(Campaign changed, String revision) {
		return countRefusal(store.update(changed, revision));
	}

	@Override
	public Outcome<Snapshot> pause(String campaignId, boolean paused) {
		return countRefusal(store.pause(campaignId, paused));
	}

	@Override
	public Outcome<Snapshot> delete(String campaignId, boolean force) {
		return countRefusal(store.delete(campaignId, force));
	}

	@Override
	public Purge purge(@Nullable Duration afterEnd, int maxCoupons) {
		return store.purge(afterEnd, maxCoupons);
	}

}
