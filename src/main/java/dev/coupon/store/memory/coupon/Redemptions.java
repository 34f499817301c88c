package dev.coupon.store.memory.coupon;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.decision.CouponState;
import dev.coupon.domain.decision.CouponState.EarlierRedemption;
import dev.coupon.domain.decision.Decision;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The redemptions of one coupon: the present one, and what is remembered of those before
 * it.
 */
public final class Redemptions {

	private @Nullable Redemption present;

	/** All redemptions that had a key, rolled back or not. */
	private final Map<String, Redemption> byKey = new HashMap<>(2);

	/** The references of redemptions that were rolled back. */
	private Set<String> rolledBack = Set.of();

	/**
	 * A redemption.
	 *
	 * @param reference the redeemer's note; absent for none
	 * @param key the idempotency key; absent without one
	 */
	public record Redemption(Instant at, @Nullable String reference, @Nullable String key) {
	}

	/** The coupon with its present redemption. */
	Coupon complete(Coupon coupon) {
		return present == null ? coupon : coupon.redeemed(present.at, present.reference);
	}

	/** The decision about a redemption of the coupon. */
	Decision decide(CouponState state, Redemption wanted) {
		Redemption earlier = wanted.key == null ? null : byKey.get(wanted.key);
		return state.redeem(wanted.reference,
				earlier == null ? null : new EarlierRedemption(earlier.reference, !isPresent(earlier)));
	}

	/**
	 * Tells whether an earlier redemption is the present one. Comparing the keys is
	 * enough, because a rolled-back redemption has another key than the present one.
	 */
	private boolean isPresent(Redemption earlier) {
		return present != null && Objects.equals(present.key, earlier.key);
	}

	void add(Redemption redemption) {
		present = redemption;
		if (redemption.key != null) {
			byKey.put(redemption.key, redemption);
		}
	}

	boolean isRolledBack(@Nullable String reference) {
		return reference != null && rolledBack.contains(reference);
	}

	/** Rolls the present redemption back. */
	void rollBack() {
		String reference = present == null ? null : present.reference;
		if (reference != null) {
			rolledBack = rolledBack.isEmpty() ? new HashSet<>(2) : rolledBack;
			rolledBack.add(reference);
		}
		present = null;
	}

}
