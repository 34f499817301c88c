package dev.coupon.service;

import dev.coupon.caller.Callers;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.IssueRequest;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.RequestKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The operations of customers and shops on coupons. Outcomes and refusals are those of
 * {@link CampaignRepository}.
 */
@Service
public class CouponService {

	private final CampaignRepository repository;

	private final Callers callers;

	/**
	 * @param callers the owners of idempotency keys
	 */
	public CouponService(CampaignRepository repository, Callers callers) {
		this.repository = repository;
		this.callers = callers;
	}

	public Outcome<Coupon> issue(String campaignId, @Nullable String userId, @Nullable String idempotencyKey) {
		return repository.issue(new IssueRequest(campaignId, userId, key(idempotencyKey)));
	}

	private @Nullable RequestKey key(@Nullable String idempotencyKey) {
		return idempotencyKey == null ? null : new RequestKey(callers.current().owner(), idempotencyKey);
	}

	public Outcome<Page<Coupon, Integer>> list(String campaignId, @Nullable String userId, int after, int limit) {
		return repository.coupons(campaignId, userId, after, limit);
	}

	public Outcome<Coupon> find(String code) {
		return repository.findCoupon(code);
	}

	public Outcome<Coupon> redeem(String code, @Nullable String reference, @Nullable String idempotencyKey) {
		return repository.redeem(code, reference, key(idempotencyKey));
	}

	public Outcome<Coupon> unredeem(String code, @Nullable String reference) {
		return repository.unredeem(code, reference);
	}

}
