package dev.coupon.store.jdbc.table;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Coupon.Redemption;
import dev.coupon.domain.Coupon.Voiding;
import dev.coupon.domain.decision.CouponState.EarlierRedemption;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.key.KeyHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The tables {@code redemption} and {@code voiding}, within a transaction. */
public final class RedemptionTable {

	private final Tx tx;

	public RedemptionTable(Tx tx) {
		this.tx = tx;
	}

	/** The redemption of a coupon with this key; null if there is none. */
	public @Nullable EarlierRedemption find(Coupon coupon, KeyHash key) {
		return tx.row("""
				SELECT reference, rolled_back_at FROM redemption WHERE campaign_id = ? AND sequence = ?
				AND (key_hash = ? AND (key_owner IS NULL OR key_owner = ?) OR key_hash = ?)""",
				(row, number) -> new EarlierRedemption(row.getString("reference"),
						row.getObject("rolled_back_at") != null),
				coupon.campaignId(), coupon.sequence(), key.text(), key.owner(), key.withOwner());
	}

	/** Adds a redemption of a coupon. */
	public void insert(Coupon coupon, Redemption redemption, @Nullable KeyHash key) {
		KeyHash.Used used = key == null ? null : used(coupon, key);
		tx.update("""
				INSERT INTO redemption (campaign_id, sequence, number, key_hash, key_owner, reference, redeemed_at,
				redeemed_by)
				SELECT ?, ?, COALESCE(MAX(number), 0) + 1, ?, ?, ?, ?, ? FROM redemption
				WHERE campaign_id = ? AND sequence = ?""", coupon.campaignId(), coupon.sequence(),
				used == null ? null : used.name(), used == null ? null : used.owner(), redemption.reference(),
				redemption.at().toEpochMilli(), redemption.by(), coupon.campaignId(), coupon.sequence());
	}

	/** The key for the row of a new redemption. */
	private KeyHash.Used used(Coupon coupon, KeyHash key) {
		boolean ofAnother = !tx
			.rows("SELECT number FROM redemption WHERE campaign_id = ? AND sequence = ? AND key_hash = ?",
					(row, number) -> row.getInt(1), coupon.campaignId(), coupon.sequence(), key.text())
			.isEmpty();
		return new KeyHash.Used(ofAnother ? key.withOwner() : key.text(), key.owner());
	}

	/** Rolls back the present redemption of a coupon. */
	public void rollBack(Coupon coupon, Instant now) {
		tx.update("""
				UPDATE redemption SET rolled_back_at = ?
				WHERE campaign_id = ? AND sequence = ? AND rolled_back_at IS NULL""", now.toEpochMilli(),
				coupon.campaignId(), coupon.sequence());
	}

	/** Tells whether a redemption of a coupon with this reference was rolled back. */
	public boolean isRolledBack(Coupon coupon, String reference) {
		return tx.row("""
				SELECT MAX(number) FROM redemption WHERE campaign_id = ? AND sequence = ? AND reference = ?
				AND rolled_back_at IS NOT NULL HAVING MAX(number) > 0""", (row, number) -> row.getInt(1),
				coupon.campaignId(), coupon.sequence(), reference) != null;
	}

	/** Notes that a coupon is void. */
	public void insert(Coupon coupon, Voiding voiding) {
		tx.update("INSERT INTO voiding (campaign_id, sequence, voided_at, reason) VALUES (?, ?, ?, ?)",
				coupon.campaignId(), coupon.sequence(), voiding.at().toEpochMilli(), voiding.reason());
	}

	/** Notes that a coupon is no longer void. */
	public void deleteVoiding(Coupon coupon) {
		tx.update("DELETE FROM voiding WHERE campaign_id = ? AND sequence = ?", coupon.campaignId(), coupon.sequence());
	}

	/** Deletes what became of the coupons that follow a sequence number. */
	public void deleteAfter(String campaignId, int sequence) {
		tx.update("DELETE FROM redemption WHERE sequence > ? AND campaign_id = ?", sequence, campaignId);
		tx.update("DELETE FROM voiding WHERE sequence > ? AND campaign_id = ?", sequence, campaignId);
	}

}
