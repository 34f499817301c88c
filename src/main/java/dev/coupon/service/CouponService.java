package dev.coupon.service;

import dev.coupon.caller.Caller;
import dev.coupon.caller.Callers;
import dev.coupon.caller.Role;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.log.History;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.CouponChange.MakeVoid;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RevokeVoid;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The operations of customers and shops on coupons. Outcomes and refusals are those of
 * {@link CampaignRepository}.
 */
@Service
public class CouponService {

	/** The roles that may issue coupons to all users. */
	private static final Set<Role> ISSUERS = Set.of(Role.ADMIN, Role.ISSUE);

	/** The roles that may see the coupons of all users. */
	private static final Set<Role> WALLET_READERS = Set.of(Role.ADMIN, Role.VIEW, Role.ISSUE);

	private static final Set<Role> ADMINISTRATORS = Set.of(Role.ADMIN);

	private final CampaignRepository repository;

	private final Callers callers;

	/**
	 * @param callers the authors of changes and owners of idempotency keys
	 */
	public CouponService(CampaignRepository repository, Callers callers) {
		this.repository = repository;
		this.callers = callers;
	}

	/**
	 * Issues a coupon. A caller that may issue to itself only gets it for itself.
	 * @param userId the user who gets the coupon; absent for none, or for the caller
	 * @param idempotencyKey the key that identifies this request; absent if it won't be
	 * repeated
	 * @throws ForbiddenException if the caller may not issue to this user
	 */
	public Outcome<Coupon> issue(String campaignId, @Nullable String userId, @Nullable String idempotencyKey) {
		Caller caller = callers.current();
		return repository
			.issue(new IssueRequest(campaignId, caller.userFor(userId, ISSUERS), key(caller, idempotencyKey)));
	}

	/**
	 * Issues a coupon to the user of a row that has no key of its own, with a key made as
	 * {@link RequestKey#ofRow} says.
	 */
	public Outcome<Coupon> issueForRow(String campaignId, String userId, String batchKey, int occurrence) {
		Caller caller = callers.current();
		RequestKey batch = new RequestKey(caller.owner(), batchKey);
		return repository.issue(new IssueRequest(campaignId, caller.userFor(userId, ISSUERS),
				RequestKey.ofRow(batch, userId, occurrence)));
	}

	private static @Nullable RequestKey key(Caller caller, @Nullable String idempotencyKey) {
		return idempotencyKey == null ? null : new RequestKey(caller.owner(), idempotencyKey);
	}

	public Outcome<Page<Coupon, Integer>> list(String campaignId, @Nullable String userId, int after, int limit) {
		return repository.coupons(campaignId, userId, after, limit);
	}

	/**
	 * Lists the coupons of a user in all campaigns; see
	 * {@link CampaignRepository#wallet}. A caller that may see its own coupons only gets
	 * them if the request names no user.
	 * @throws ForbiddenException if the caller may not see the coupons of this user
	 */
	public Page<Coupon, Wallet.Position> wallet(WalletRequest request, Wallet.@Nullable Position after, int limit) {
		String userId = callers.current().userFor(request.userId, WALLET_READERS);
		if (userId == null) {
			throw new InvalidRequestException(List.of(new Fault("userId", "is required")));
		}
		return repository.wallet(new Wallet(userId, request.campaignId, request.status), after, limit);
	}

	/**
	 * A request for the coupons of a user.
	 *
	 * @param userId the user; absent for the caller
	 * @param campaignId only the coupons of this campaign; absent for all
	 * @param status only coupons that have this status now; absent for all
	 */
	public record WalletRequest(@Nullable String userId, @Nullable String campaignId, Coupon.@Nullable Status status) {
	}

	public Outcome<Coupon> find(String code) {
		return repository.findCoupon(code);
	}

	public Outcome<Coupon> redeem(String code, @Nullable String reference, @Nullable String idempotencyKey) {
		return change(code, new Redeem(reference, key(callers.current(), idempotencyKey)), null);
	}

	/**
	 * Rolls back a redemption; see {@link RollBack}. Only administrators may roll back
	 * redemptions of others.
	 */
	public Outcome<Coupon> rollBack(String code, @Nullable String reference) {
		return change(code, new RollBack(reference, !callers.current().hasAny(ADMINISTRATORS)), null);
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
