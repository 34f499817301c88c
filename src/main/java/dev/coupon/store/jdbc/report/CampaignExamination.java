package dev.coupon.store.jdbc.report;

import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.examination.Examination;
import dev.coupon.domain.examination.Facts.Issued;
import dev.coupon.domain.examination.Facts.OfUser;
import dev.coupon.domain.examination.Facts.Recount;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.table.CampaignRow;
import dev.coupon.store.jdbc.table.CampaignTable;
import dev.coupon.store.jdbc.table.LogTable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Examines a campaign in a transaction that sees all as of one moment. The rows are read
 * one after the other. What needs another order, or a comparison of all rows, is left to
 * the database.
 */
public final class CampaignExamination {

	private static final String ISSUED = "FROM coupon c WHERE c.campaign_id = ? AND c.sequence > 0 ";

	private static final String REDEEMED = "FROM redemption r WHERE r.campaign_id = ? AND r.rolled_back_at IS NULL ";

	private static final String VOIDED = "FROM voiding r WHERE r.campaign_id = ? ";

	private static final String OF_EXPIRED = """
			AND EXISTS (SELECT 1 FROM coupon c
			WHERE c.campaign_id = r.campaign_id AND c.sequence = r.sequence AND c.expires_at <= ?)""";

	private final Tx tx;

	private final String campaignId;

	private final CampaignState state;

	private CampaignExamination(Tx tx, CampaignState state) {
		this.tx = tx;
		this.campaignId = state.campaign().id();
		this.state = state;
	}

	/**
	 * Reports on a campaign; null if there is none.
	 * @param tx a transaction that sees all as of one moment
	 * @param deleted true to report on a deleted campaign only, false on one that is not
	 * deleted
	 */
	public static @Nullable Report report(Tx tx, String campaignId, boolean deleted) {
		CampaignRow row = new CampaignTable(tx).findEvenDamaged(campaignId);
		return row == null || row.deleted() != deleted ? null : new CampaignExamination(tx, row.state()).run(row);
	}

	private Report run(CampaignRow row) {
		Examination examination = new Examination(state, new LogTable(tx).settings(campaignId, state.uid()));
		if (row.damage() != null) {
			examination.unreadable(String.valueOf(row.damage().getMessage()));
		}
		tx.each("SELECT c.sequence, c.code, c.user_id, c.issued_at " + ISSUED + "ORDER BY c.sequence",
				coupon -> examination.add(new Issued(coupon.getInt(1), coupon.getString(2), coupon.getString(3),
						Instant.ofEpochMilli(coupon.getLong(4)))),
				campaignId);
		tx.each("SELECT c.user_id, c.user_slot, c.sequence " + ISSUED
				+ "AND c.user_id IS NOT NULL ORDER BY c.user_id, c.user_slot, c.sequence",
				coupon -> examination.add(new OfUser(coupon.getString(1), coupon.getInt(2), coupon.getInt(3))),
				campaignId);
		tx.each("SELECT c.code " + ISSUED + "GROUP BY c.code HAVING COUNT(*) > 1 ORDER BY c.code",
				code -> examination.doubled(code.getString(1)), campaignId);
		return examination.report(new Recount(count(REDEEMED), count(VOIDED), expired()));
	}

	/**
	 * The number of coupons that have expired and are neither redeemed nor void. No
	 * coupon is both redeemed and void, so both numbers are subtracted.
	 */
	private int expired() {
		if (state.now().isBefore(state.campaign().extended(Instant.EPOCH))) {
			return 0;
		}
		long now = state.now().toEpochMilli();
		return count(ISSUED + "AND c.expires_at <= ?", now) - count(REDEEMED + OF_EXPIRED, now)
				- count(VOIDED + OF_EXPIRED, now);
	}

	private int count(String rows) {
		return Objects.requireNonNull(tx.row("SELECT COUNT(*) " + rows, (row, number) -> row.getInt(1), campaignId));
	}

	private int count(String rows, long now) {
		return Objects
			.requireNonNull(tx.row("SELECT COUNT(*) " + rows, (row, number) -> row.getInt(1), campaignId, now));
	}

}
