package dev.coupon.store.memory.coupon;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Coupon.Redemption;
import dev.coupon.domain.Coupon.Voiding;
import dev.coupon.domain.decision.CouponState;
import dev.coupon.domain.decision.CouponState.EarlierRedemption;
import dev.coupon.domain.decision.Decision;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.CouponChange.MakeVoid;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RevokeVoid;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of one coupon since its issue: redemptions, of which one may be present, and
 * whether it is void.
 */
final class Life {

	private @Nullable Redemption present;

	private @Nullable Voiding voiding;

	/** The key of the present redemption; absent if it has none. */
	private @Nullable String presentKey;

	/**
	 * The references of all redemptions that had a key, rolled back or not, by the key.
	 */
	private Map<String, @Nullable String> referencesByKey = Map.of();

	/** The references of redemptions that were rolled back. */
	private Set<String> rolledBack = Set.of();

	private final List<LogEntry> entries = new ArrayList<>(1);

	/** The coupon with its present redemption, its status, and whether it is void. */
	Coupon complete(Coupon coupon, Instant now) {
		return coupon.with(present, voiding, now);
	}

	/** The entries of the log about the coupon, oldest first. */
	List<LogEntry> entries() {
		return entries;
	}

	/**
	 * Tells whether the coupon was redeemed when the log of its campaign had a number of
	 * entries.
	 */
	boolean wasRedeemed(int entriesThen) {
		return isLatest(entriesThen) ? present != null
				: was(LogEntry.Type.COUPON_REDEEMED, LogEntry.Type.COUPON_REDEMPTION_ROLLED_BACK, entriesThen);
	}

	/** Tells the same of whether it was void. */
	boolean wasVoid(int entriesThen) {
		return isLatest(entriesThen) ? voiding != null
				: was(LogEntry.Type.COUPON_VOIDED, LogEntry.Type.COUPON_VOID_REVOKED, entriesThen);
	}

	private boolean isLatest(int entriesThen) {
		return entries.isEmpty() || entries.getLast().ordinal() <= entriesThen;
	}

	private boolean was(LogEntry.Type begin, LogEntry.Type end, int entriesThen) {
		return entries.stream()
			.filter(entry -> entry.ordinal() <= entriesThen && (entry.type() == begin || entry.type() == end))
			.reduce((earlier, later) -> later)
			.filter(entry -> entry.type() == begin)
			.isPresent();
	}

	/** The decision about a change of the coupon. */
	Decision decide(CouponState state, CouponChange change, Act act) {
		return switch (change) {
			case Redeem redeem -> state.redeem(redeem, earlier(redeem));
			case RollBack rollBack -> state.rollBack(rollBack, act,
					rollBack.reference() != null && rolledBack.contains(rollBack.reference()));
			case MakeVoid make -> state.makeVoid();
			case RevokeVoid revoke -> state.revokeVoid();
		};
	}

	private @Nullable EarlierRedemption earlier(Redeem redeem) {
		String key = redeem.idempotencyKey() == null ? null : redeem.idempotencyKey().unique();
		return key == null || !referencesByKey.containsKey(key) ? null
				: new EarlierRedemption(referencesByKey.get(key), !key.equals(presentKey));
	}

	/**
	 * Makes a change.
	 * @param entry the entry of the log about it
	 */
	void apply(CouponChange change, LogEntry entry) {
		switch (change) {
			case Redeem redeem -> redeem(redeem, entry);
			case RollBack rollBack -> rollBack();
			case MakeVoid make -> voiding = new Voiding(entry.at(), entry.act().reason());
			case RevokeVoid revoke -> voiding = null;
		}
		entries.add(entry);
	}

	private void redeem(Redeem redeem, LogEntry entry) {
		present = new Redemption(entry.at(), redeem.reference(), entry.act().by());
		presentKey = redeem.idempotencyKey() == null ? null : redeem.idempotencyKey().unique();
		if (presentKey != null) {
			referencesByKey = referencesByKey.isEmpty() ? new HashMap<>(2) : referencesByKey;
			referencesByKey.put(presentKey, redeem.reference());
		}
	}

	private void rollBack() {
		String reference = present == null ? null : present.reference();
		if (reference != null) {
			rolledBack = rolledBack.isEmpty() ? new HashSet<>(2) : rolledBack;
			rolledBack.add(reference);
		}
		present = null;
		presentKey = null;
	}

}
