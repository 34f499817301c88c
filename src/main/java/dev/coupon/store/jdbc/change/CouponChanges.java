package dev.coupon.store.jdbc.change;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Coupon.Redemption;
import dev.coupon.domain.Coupon.Voiding;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.CouponState;
import dev.coupon.domain.decision.Decision;
import dev.coupon.domain.decision.Decision.Apply;
import dev.coupon.domain.decision.Decision.Refuse;
import dev.coupon.domain.decision.Decision.Replay;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.request.CouponChange;
import dev.coupon.domain.port.request.CouponChange.MakeVoid;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RevokeVoid;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.table.CampaignRow;
import dev.coupon.store.jdbc.table.CampaignTable;
import dev.coupon.store.jdbc.table.CouponTable;
import dev.coupon.store.jdbc.table.LogTable;
import dev.coupon.store.jdbc.table.RedemptionTable;
import dev.coupon.store.key.KeyHash;
import java.util.Objects;

/** Changes of coupons after they were issued, within a transaction. */
public final class CouponChanges {

	private final CampaignTable campaigns;

	private final CouponTable coupons;

	private final RedemptionTable redemptions;

	private final LogTable log;

	public CouponChanges(Tx tx) {
		this.campaigns = new CampaignTable(tx);
		this.coupons = new CouponTable(tx);
		this.redemptions = new RedemptionTable(tx);
		this.log = new LogTable(tx);
	}

	/**
	 * Changes a coupon that an earlier query has found by its code. Locks the campaign
	 * and reads the coupon again, because the coupon may be gone since it was found, and
	 * another campaign may have the same id now.
	 */
	public Outcome<Coupon> change(Coupon found, CouponChange change, Act act) {
		CampaignRow campaign = campaigns.lockEvenDamaged(found.campaignId());
		Coupon coupon = campaign == null ? null : coupons.find(found.campaignId(), found.sequence());
		if (campaign == null || coupon == null || !coupon.code().equals(found.code())) {
			return new Refused<>(Refusal.COUPON_NOT_FOUND);
		}
		return switch (decide(new CouponState(coupon, campaign.state().now()), change, act)) {
			case Apply apply -> {
				LogEntry entry = campaign.state().entry(change.type(), act, change.logged(coupon), null);
				apply(coupon, change, entry);
				log.write(entry);
				yield new Done<>(read(coupon));
			}
			case Replay replay -> new Replayed<>(coupon);
			case Refuse refuse -> refuse.outcome();
		};
	}

	private Decision decide(CouponState state, CouponChange change, Act act) {
		return switch (change) {
			case Redeem redeem -> {
				KeyHash key = KeyHash.of(redeem.idempotencyKey());
				yield state.redeem(redeem, key == null ? null : redemptions.find(state.coupon(), key));
			}
			case RollBack rollBack -> {
				String reference = rollBack.reference();
				yield state.rollBack(rollBack, act,
						reference != null && redemptions.isRolledBack(state.coupon(), reference));
			}
			case MakeVoid make -> state.makeVoid();
			case RevokeVoid revoke -> state.revokeVoid();
		};
	}

	private void apply(Coupon coupon, CouponChange change, LogEntry entry) {
		switch (change) {
			case Redeem redeem ->
				redemptions.insert(coupon, new Redemption(entry.at(), redeem.reference(), entry.act().by()),
						KeyHash.of(redeem.idempotencyKey()));
			case RollBack rollBack -> redemptions.rollBack(coupon, entry.at());
			case MakeVoid make -> redemptions.insert(coupon, new Voiding(entry.at(), entry.act().reason()));
			case RevokeVoid revoke -> redemptions.deleteVoiding(coupon);
		}
	}

	private Coupon read(Coupon coupon) {
		return Objects.requireNonNull(coupons.find(coupon.campaignId(), coupon.sequence()));
	}

}
