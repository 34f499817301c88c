package dev.coupon.service;

import dev.coupon.caller.Callers;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.log.History;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.CouponChange;
import dev.coupon.domain.port.CouponChange.MakeVoid;
import dev.coupon.domain.port.CouponChange.Redeem;
import dev.coupon.domain.port.CouponChange.RevokeVoid;
import dev.coupon.domain.port.CouponChange.RollBack;
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
	 * @param callers the authors of changes and owners of idempotency keys
	 */
	public CouponService(CampaignRepository repository, Callers callers) {
		this.repository = repository;
		this.callers = callers;
	}

	public Outcome<Coupon> issue(String campaignId, @Nullable String userId, @Nullable String idempotencyKey) {
		return repository.issue(new IssueRequest(campaignId, userId, key(idempotencyKey)));
	}

	/**
	 * Issues a coupon to the user of a row that has no key of its own, with a key made as
	 * {@link RequestKey#ofRow} says.
	 */
	public Outcome<Coupon> issueForRow(String campaignId, String userId, String batchKey, int occurrence) {
		RequestKey batch = new RequestKey(callers.current().owner(), batchKey);
		return repository.issue(new IssueRequest(campaignId, userId, RequestKey.ofRow(batch, userId, occurrence)));
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
		return change(code, new Redeem(reference, key(idempotencyKey)), null);
	}

	/** Rolls back a redemption; see {@link RollBack}. */
	public Outcome<Coupon> rollBack(String code, @Nullable String reference) {
		return change(code, new RollBack(reference, false), null);
	}

	/**
	 * Declares a coupon worthless; see {@link MakeVoid}.
	 * @param reason the reason to keep with the coupon and in the log; absent for none
	 */
	public Outcome<Coupon> makeVoid(String code, @Nullable String reason) {
		return change(code, new MakeVoid(), reason);
	}

	/** Takes back that a coupon is worthless. */
	public Outcome<Coupon> revokeVoid(String code) {
		return change(code, new RevokeVoid(), null);
	}

	private Outcome<Coupon> change(String code, CouponChange change, @Nullable String reason) {
		return repository.change(code, change, callers.current().act(reason));
	}

	public Outcome<History> history(String code) {
		return repository.history(code);
	}

}
