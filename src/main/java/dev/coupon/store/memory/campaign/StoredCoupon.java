package dev.coupon.store.memory.campaign;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.decision.CouponState;
import dev.coupon.domain.decision.CouponState.EarlierRedemption;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Replayed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A coupon as the store keeps it, in little memory: instants are milliseconds since the
 * epoch, and the redemptions, which most coupons never have, are a single reference.
 * Reading a coupon takes its campaign's read lock, and redeeming it takes the write lock.
 */
class StoredCoupon {

	final CampaignCell campaign;

	final String code;

	final int sequence;

	final @Nullable String userId;

	private final long issuedAt;

	final long expiresAt;

	private @Nullable Redemptions redemptions;

	/** The present redemption, and all redemptions that had a key, rolled back or not. */
	private static final class Redemptions {

		private @Nullable Redemption present;

		private final Map<String, Redemption> byKey = new HashMap<>(2);

		/** The references of redemptions that were rolled back. */
		private Set<String> rolledBack = Set.of();

		private void rollBack() {
			String reference = present == null ? null : present.reference;
			if (reference != null) {
				rolledBack = rolledBack.isEmpty() ? new HashSet<>(2) : rolledBack;
				rolledBack.add(reference);
			}
			present = null;
		}

	}

	private record Redemption(Instant at, @Nullable String reference, @Nullable String key) {
	}

	/**
	 * The part of a new coupon that is known before its code is drawn.
	 *
	 * @param issuedAt the instant of issue in milliseconds since the epoch
	 * @param expiresAt the instant of expiry in milliseconds since the epoch
	 */
	record Terms(int sequence, @Nullable String userId, long issuedAt, long expiresAt) {
	}

	StoredCoupon(CampaignCell campaign, String code, Terms terms) {
		this.campaign = campaign;
		this.code = code;
		this.sequence = terms.sequence;
		this.userId = terms.userId;
		this.issuedAt = terms.issuedAt;
		this.expiresAt = terms.expiresAt;
	}

	Coupon read() {
		Redemption redemption = present();
		return new Coupon(code, campaign.id(), sequence, userId, Instant.ofEpochMilli(issuedAt),
				Instant.ofEpochMilli(expiresAt), redemption == null ? null : redemption.at,
				redemption == null ? null : redemption.reference);
	}

	Outcome<Coupon> redeem(@Nullable String reference, @Nullable String key, MemoryStoreContext shared) {
		Instant now = shared.clock().instant().truncatedTo(ChronoUnit.MILLIS);
		return switch (new CouponState(read(), now).redeem(reference, earlier(key))) {
			case Apply apply -> {
				shared.requireRoom();
				yield redeem(new Redemption(now, reference, key));
			}
			case Replay replay -> new Replayed<>(read());
			case Refuse refuse -> refuse.outcome();
		};
	}

	private @Nullable EarlierRedemption earlier(@Nullable String key) {
		Redemption earlier = key == null || redemptions == null ? null : redemptions.byKey.get(key);
		return earlier == null ? null : new EarlierRedemption(earlier.reference, !isPresent(earlier));
	}

	private Outcome<Coupon> redeem(Redemption redemption) {
		Redemptions all = redemptions == null ? new Redemptions() : redemptions;
		all.present = redemption;
		if (redemption.key != null) {
			all.byKey.put(redemption.key, redemption);
		}
		redemptions = all;
		return new Done<>(read());
	}

	Outcome<Coupon> unredeem(@Nullable String reference, MemoryStoreContext shared) {
		boolean before = reference != null && redemptions != null && redemptions.rolledBack.contains(reference);
		return switch (new CouponState(read(), shared.clock().instant()).rollBack(reference, before)) {
			case Apply apply -> {
				Objects.requireNonNull(redemptions).rollBack();
				yield new Done<>(read());
			}
			case Replay replay -> new Replayed<>(read());
			case Refuse refuse -> refuse.outcome();
		};
	}

	/**
	 * Tells whether an earlier redemption is the present one. Comparing the keys is
	 * enough, because a rolled-back redemption has another key than the present one.
	 */
	private boolean isPresent(Redemption earlier) {
		Redemption present = present();
		return present != null && Objects.equals(present.key, earlier.key);
	}

	private @Nullable Redemption present() {
		return redemptions == null ? null : redemptions.present;
	}

}
