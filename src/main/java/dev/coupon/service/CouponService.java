package dev.coupon.service;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.IssueRequest;
import dev.coupon.domain.port.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The operations of customers and shops on coupons. Outcomes and refusals are those of
 * {@link CampaignRepository}.
 */
@Service
public class CouponService {

	private final CampaignRepository repository;

	public CouponService(CampaignRepository repository) {
		this.repository = repository;
	}

	public Outcome<Coupon> issue(IssueRequest request) {
		return repository.issue(request);
	}

	public Outcome<Page<Coupon, Integer>> list(String campaignId, @Nullable String userId, int after, int limit) {
		return repository.coupons(campaignId, userId, after, limit);
	}

	public Outcome<Coupon> find(String code) {
		return repository.findCoupon(code);
	}

	public Outcome<Coupon> redeem(String code, @Nullable String reference, @Nullable String idempotencyKey) {
		return repository.redeem(code, reference, idempotencyKey);
	}

	public Outcome<Coupon> unredeem(String code, @Nullable String reference) {
		return repository.unredeem(code, reference);
	}

}
