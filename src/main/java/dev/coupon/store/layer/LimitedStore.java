package dev.coupon.store.layer;

import dev.coupon.caller.Callers;
import dev.coupon.caller.rate.LimitSettings;
import dev.coupon.caller.rate.RateLimiter;
import dev.coupon.caller.rate.RateLimiters;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.ForwardingStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Refuses requests for coupons that come too often with one key, or for one user. */
final class LimitedStore extends ForwardingStore {

	private final Callers callers;

	private final RateLimiter byKey;

	private final RateLimiter byUser;

	LimitedStore(CampaignRepository store, Callers callers, LimitSettings limits, RateLimiters limiters) {
		super(store);
		this.callers = callers;
		this.byKey = limiters.make("issues-per-key", limits.issuesPerKey());
		this.byUser = limiters.make("issues-per-user", limits.issuesPerUser());
	}

	@Override
	public Outcome<Coupon> issue(IssueRequest request) {
		// A look first, because a request that the key's rate refuses must not count for
		// the user.
		String key = callers.current().identity();
		Duration wait = byKey.look(key, 1);
		if (wait == null) {
			wait = byUser(request);
		}
		if (wait == null) {
			wait = byKey.count(key);
		}
		return wait == null ? super.issue(request) : new Refused<>(Refusal.RATE_LIMITED, wait);
	}

	/**
	 * Counts a request for its user in its campaign; returns how long to wait if that was
	 * too many, and null if not. A space separates the two ids, because ids of campaigns
	 * have no spaces.
	 */
	private @Nullable Duration byUser(IssueRequest request) {
		return request.userId() == null ? null : byUser.count(request.campaignId() + " " + request.userId());
	}

}
