package dev.coupon.store.jdbc;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CouponState;
import dev.coupon.domain.decision.CouponState.EarlierRedemption;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.table.CampaignRow;
import dev.coupon.store.jdbc.table.CampaignTable;
import dev.coupon.store.jdbc.table.CouponTable;
import dev.coupon.store.jdbc.table.KeyHash;
import dev.coupon.store.jdbc.table.RedemptionTable;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Changes of coupons after they were issued, within a transaction. */
final class CouponChanges {

	private final CampaignTable campaigns;

	private final CouponTable coupons;

	private final RedemptionTable redemptions;

	CouponChanges(Tx tx) {
		this.campaigns = new CampaignTable(tx);
		this.coupons = new CouponTable(tx);
		this.redemptions = new RedemptionTable(tx);
	}

	/** Redeems a coupon that an earlier query has found by its code. */
	Outcome<Coupon> redeem(Coupon found, @Nullable String reference, @Nullable KeyHash key) {
		return onCoupon(found, state -> {
			Coupon coupon = state.coupon();
			EarlierRedemption earlier = key == null ? null : redemptions.find(coupon, key);
			return switch (state.redeem(reference, earlier)) {
				case Apply apply -> {
					redemptions.insert(coupon, reference, key, state.now());
					campaigns.addRedeemed(coupon.campaignId(), 1);
					yield new Done<>(read(coupon));
				}
				case Replay replay -> new Replayed<>(coupon);
				case Refuse refuse -> refuse.outcome();
			};
		});
	}

	/**
	 * Rolls back the redemption of a coupon that an earlier query has found by its code.
	 */
	Outcome<Coupon> unredeem(Coupon found, @Nullable String reference) {
		return onCoupon(found, state -> {
			Coupon coupon = state.coupon();
			boolean before = reference != null && redemptions.isRolledBack(coupon, reference);
			return switch (state.rollBack(reference, before)) {
				case Apply apply -> {
					redemptions.rollBack(coupon, state.now());
					campaigns.addRedeemed(coupon.campaignId(), -1);
					yield new Done<>(read(coupon));
				}
				case Replay replay -> new Replayed<>(coupon);
				case Refuse refuse -> refuse.outcome();
			};
		});
	}

	/**
	 * Locks the campaign and reads the coupon again, because the coupon may be gone since
	 * it was found, and another campaign may have the same id now.
	 */
	private Outcome<Coupon> onCoupon(Coupon found, Function<CouponState, Outcome<Coupon>> step) {
		CampaignRow campaign = campaigns.lockEvenDamaged(found.campaignId());
		Coupon coupon = campaign == null ? null : coupons.find(found.campaignId(), found.sequence());
		if (campaign == null || coupon == null || !coupon.code().equals(found.code())) {
			return new Refused<>(Refusal.COUPON_NOT_FOUND);
		}
		Instant now = campaign.state().now();
		return step.apply(new CouponState(coupon, now));
	}

	private Coupon read(Coupon coupon) {
		return Objects.requireNonNull(coupons.find(coupon.campaignId(), coupon.sequence()));
	}

}
