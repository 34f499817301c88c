package dev.coupon.store.jdbc.feed;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.event.EventRun;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.table.CampaignRow;
import dev.coupon.store.jdbc.table.CouponTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table {@code coupon} as the feed reads it, within a transaction: coupons as they
 * were issued, without what has become of them. There are none of a campaign that is
 * erased, even if another one has its id now.
 */
public final class IssuedCoupons {

	private static final String COUPON = """
			SELECT c.code, c.campaign_id, c.sequence, c.user_id, c.issued_at, c.expires_at,
			k.coupons_extended_to AS extended_to FROM campaign k JOIN coupon c ON c.campaign_id = k.id
			WHERE k.id = ? AND k.uid = ? AND""";

	private final Tx tx;

	public IssuedCoupons(Tx tx) {
		this.tx = tx;
	}

	/** The first coupons of a run after a place in it. */
	public List<Coupon> between(EventRun run, Reach after, int limit) {
		return tx.rows(COUPON + " c.sequence > ? AND c.sequence <= ? ORDER BY c.sequence LIMIT ?", IssuedCoupons::read,
				run.campaignId(), CampaignRow.uid(run.campaignUid()), after.coupons(), run.to().coupons(), limit);
	}

	/** Coupons of a run's campaign by their sequence numbers. */
	public Map<Integer, Coupon> find(EventRun run, Collection<Integer> sequences) {
		Map<Integer, Coupon> found = new HashMap<>();
		tx.rows(COUPON + " c.sequence IN (SELECT CAST(s.value AS INTEGER) FROM $strings AS s)", IssuedCoupons::read,
				run.campaignId(), CampaignRow.uid(run.campaignUid()),
				Tx.strings(sequences.stream().map(String::valueOf).toList()))
			.forEach(coupon -> found.put(coupon.sequence(), coupon));
		return found;
	}

	private static Coupon read(ResultSet row, int number) throws SQLException {
		return new Coupon(row.getString("code"), row.getString("campaign_id"), row.getInt("sequence"),
				row.getString("user_id"), CampaignRow.instant(row, "issued_at"), CouponTable.expiry(row));
	}

}
