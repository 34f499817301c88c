package dev.coupon.store.jdbc;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Outcome;
import dev.coupon.domain.Outcome.Done;
import dev.coupon.domain.Outcome.Refused;
import dev.coupon.domain.Outcome.Replayed;
import dev.coupon.domain.Refusal;
import dev.coupon.store.jdbc.connection.Tx;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What changes in coupons after they were issued, each within a transaction. */
final class Redemptions {

	/**
	 * An earlier redemption with the key of a request.
	 */
	private record Earlier(@Nullable String reference, boolean rolledBack) {
	}

	private Redemptions() {
	}

	/** Redeems a coupon that was found by its code before. */
	static Outcome<Coupon> redeem(Tx tx, Coupon found, @Nullable String reference, @Nullable String keyHash) {
		return onCoupon(tx, found, (coupon, now) -> {
			Earlier earlier = keyHash == null ? null : earlier(tx, coupon, keyHash);
			if (earlier != null) {
				if (!Objects.equals(earlier.reference, reference)) {
					return new Refused<>(Refusal.IDEMPOTENCY_KEY_REUSED);
				}
				return earlier.rolledBack ? new Refused<>(Refusal.NOT_REDEEMED) : new Replayed<>(coupon);
			}
			if (coupon.redeemedAt() != null) {
				return new Refused<>(Refusal.ALREADY_REDEEMED);
			}
			if (!now.isBefore(coupon.expiresAt())) {
				return new Refused<>(Refusal.COUPON_EXPIRED);
			}
			add(tx, coupon, reference, keyHash, now);
			return new Done<>(read(tx, coupon));
		});
	}

	private static @Nullable Earlier earlier(Tx tx, Coupon coupon, String keyHash) {
		return tx.row("""
				SELECT reference, rolled_back_at FROM redemption
				WHERE campaign_id = ? AND sequence = ? AND key_hash = ?""",
				(row, number) -> new Earlier(row.getString("reference"), row.getObject("rolled_back_at") != null),
				coupon.campaignId(), coupon.sequence(), keyHash);
	}

	private static void add(Tx tx, Coupon coupon, @Nullable String reference, @Nullable String keyHash, Instant now) {
		tx.update("""
				INSERT INTO redemption (campaign_id, sequence, number, key_hash, reference, redeemed_at)
				SELECT ?, ?, COALESCE(MAX(number), 0) + 1, ?, ?, ? FROM redemption
				WHERE campaign_id = ? AND sequence = ?""", coupon.campaignId(), coupon.sequence(), keyHash, reference,
				now.toEpochMilli(), coupon.campaignId(), coupon.sequence());
		count(tx, coupon, 1);
	}

	static Outcome<Coupon> unredeem(Tx tx, Coupon found) {
		return onCoupon(tx, found, (coupon, now) -> {
			if (coupon.redeemedAt() == null) {
				return new Refused<>(Refusal.NOT_REDEEMED);
			}
			tx.update("""
					UPDATE redemption SET rolled_back_at = ?
					WHERE campaign_id = ? AND sequence = ? AND rolled_back_at IS NULL""", now.toEpochMilli(),
					coupon.campaignId(), coupon.sequence());
			count(tx, coupon, -1);
			return new Done<>(read(tx, coupon));
		});
	}

	private static void count(Tx tx, Coupon coupon, int more) {
		tx.update("UPDATE campaign_counter SET redeemed = redeemed + ? WHERE campaign_id = ?", more,
				coupon.campaignId());
	}

	/**
	 * The coupon may be gone since it was found, and another campaign may have its id.
	 */
	private static Outcome<Coupon> onCoupon(Tx tx, Coupon found, BiFunction<Coupon, Instant, Outcome<Coupon>> step) {
		CampaignRow campaign = Campaigns.lock(tx, found.campaignId());
		Coupon coupon = campaign == null ? null : Coupons.find(tx, found.campaignId(), found.sequence());
		return campaign == null || coupon == null || !coupon.code().equals(found.code())
				? new Refused<>(Refusal.COUPON_NOT_FOUND) : step.apply(coupon, campaign.now());
	}

	private static Coupon read(Tx tx, Coupon coupon) {
		return Objects.requireNonNull(Coupons.find(tx, coupon.campaignId(), coupon.sequence()));
	}

}
