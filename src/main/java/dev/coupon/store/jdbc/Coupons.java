package dev.coupon.store.jdbc;

import dev.coupon.domain.CampaignRepository.Page;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.Coupon;
import dev.coupon.store.jdbc.connection.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads coupons, each with its present redemption. */
final class Coupons {

	private static final String PRESENT = """
			FROM redemption r
			WHERE r.campaign_id = c.campaign_id AND r.sequence = c.sequence AND r.rolled_back_at IS NULL
			""";

	/**
	 * Redemptions are looked up one by one: of a join a database may think that reading
	 * all of a campaign for each coupon is cheaper.
	 */
	private static final String COUPON = """
			SELECT c.code, c.campaign_id, c.sequence, c.user_id, c.issued_at, c.expires_at,
			(SELECT r.redeemed_at %1$s) AS redeemed_at, (SELECT r.reference %1$s) AS reference
			""".formatted(PRESENT);

	private static final String OF_CAMPAIGN = COUPON + "FROM coupon c WHERE c.campaign_id = ? ";

	private static final String BY_NAME = COUPON + """
			FROM coupon n JOIN coupon c ON c.campaign_id = n.campaign_id AND c.sequence = ABS(n.sequence)
			JOIN campaign k ON k.id = c.campaign_id WHERE n.code = ? AND k.deleted = ?
			""";

	private Coupons() {
	}

	static Coupon read(ResultSet row, int number) throws SQLException {
		return new Coupon(row.getString("code"), row.getString("campaign_id"), row.getInt("sequence"),
				row.getString("user_id"), CampaignRow.instant(row, "issued_at"), CampaignRow.instant(row, "expires_at"),
				row.getObject("redeemed_at") == null ? null : CampaignRow.instant(row, "redeemed_at"),
				row.getString("reference"));
	}

	static @Nullable Coupon find(Tx tx, String campaignId, int sequence) {
		return tx.row(OF_CAMPAIGN + "AND c.sequence = ?", Coupons::read, campaignId, sequence);
	}

	/**
	 * The coupon with this code, or the forgiving code that was typed like this, or null.
	 */
	static @Nullable Coupon find(Tx tx, String code) {
		Coupon exact = tx.row(BY_NAME, Coupons::read, code, false);
		String canonical = CodeFormat.canonical(code);
		return exact != null || canonical.equals(code) ? exact : tx.row(BY_NAME + "AND k.charset = ?", Coupons::read,
				canonical, false, CodeFormat.Charset.SAFE.name());
	}

	/**
	 * The first codes of a campaign; none if its settings are no longer those that were
	 * read, lest they be the codes of another campaign that has taken the id.
	 */
	static List<String> codes(Tx tx, CampaignRow campaign, int limit) {
		String id = campaign.campaign().id();
		return tx.rows("""
				SELECT code FROM coupon WHERE campaign_id = ? AND sequence BETWEEN 1 AND ?
				AND EXISTS (SELECT 1 FROM campaign WHERE id = ? AND revision = ?) ORDER BY sequence""",
				(row, number) -> row.getString(1), id, limit, id, campaign.revision());
	}

	static Page<Coupon, Integer> page(Tx tx, String campaignId, int after, int limit) {
		return page(limit, tx.rows(OF_CAMPAIGN + "AND c.sequence > ? ORDER BY c.sequence LIMIT ?", Coupons::read,
				campaignId, after, limit + 1L));
	}

	/**
	 * In the order of slots, which is that of issue. If the page before ended with one of
	 * the user's coupons, as pages do, or this one begins with one, as in an export, its
	 * slot spares the reading of all before it. The user is no condition for finding that
	 * coupon, lest all of the user's be read for it.
	 */
	static Page<Coupon, Integer> pageOf(Tx tx, String campaignId, String userId, int after, int limit) {
		return page(limit, tx.rows(OF_CAMPAIGN + """
				AND c.user_id = ? AND c.sequence > ? AND c.user_slot >= COALESCE((
				SELECT MIN(CASE WHEN p.user_id = ? THEN p.user_slot END) FROM coupon p
				WHERE p.campaign_id = ? AND p.sequence BETWEEN ? AND ?), 1)
				ORDER BY c.user_slot LIMIT ?""", Coupons::read, campaignId, userId, after, userId, campaignId, after,
				after + 1L, limit + 1L));
	}

	private static Page<Coupon, Integer> page(int limit, List<Coupon> andOneMore) {
		return andOneMore.size() <= limit ? new Page<>(andOneMore, null)
				: new Page<>(List.copyOf(andOneMore.subList(0, limit)), andOneMore.get(limit - 1).sequence());
	}

}
