package dev.coupon.store.jdbc.table.stock;

import dev.coupon.domain.decision.stock.StockChange.Owner;
import dev.coupon.store.jdbc.connection.Tx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The imported codes that are not issued, within a transaction. They are rows of the
 * table {@code coupon}, because one unique index must keep all codes apart. Their
 * campaign is the id with a slash, which no campaign has, so that no query for coupons
 * finds them. Their sequence is that of the coupon that will have the code.
 */
public final class StockTable {

	private static final char SLASH = '/';

	private final Tx tx;

	public StockTable(Tx tx) {
		this.tx = tx;
	}

	/** The codes of the coupons to come from one number to another. */
	public List<String> codes(String campaignId, int first, int last) {
		return tx.rows("SELECT code FROM coupon WHERE campaign_id = ? AND sequence BETWEEN ? AND ? ORDER BY sequence",
				(row, number) -> row.getString(1), campaignId + SLASH, first, last);
	}

	/** The owners of codes; codes without an owner are absent. */
	public Map<String, Owner> owners(String campaignId, Collection<String> codes) {
		Map<String, Owner> owners = new HashMap<>();
		tx.rows("SELECT c.code, c.campaign_id FROM $strings AS w JOIN coupon c ON c.code = w.value",
				(row, number) -> owners.put(row.getString(1), owner(campaignId, row.getString(2))), Tx.strings(codes));
		return owners;
	}

	private static Owner owner(String campaignId, String found) {
		return found.equals(campaignId) || found.equals(campaignId + SLASH) ? Owner.SAME_CAMPAIGN
				: Owner.ANOTHER_CAMPAIGN;
	}

	/**
	 * Inserts codes that have no owner. They are inserted in the order of the texts, so
	 * that two transactions with the same codes don't wait for each other.
	 * @param before how many codes the campaign has before
	 */
	public void insert(String campaignId, List<String> codes, int before) {
		List<@Nullable Object[]> rows = new ArrayList<>(codes.size());
		for (String code : codes) {
			rows.add(new @Nullable Object[] { campaignId + SLASH, before + rows.size() + 1, code });
		}
		rows.sort(Comparator.comparing(row -> String.valueOf(row[2])));
		tx.updateAll("INSERT INTO coupon (campaign_id, sequence, code, issued_at, expires_at) VALUES (?, ?, ?, 0, 0)",
				rows);
	}

	/** Deletes the codes from one number to another. */
	public void delete(String campaignId, int first, int last) {
		tx.update("DELETE FROM coupon WHERE campaign_id = ? AND sequence BETWEEN ? AND ?", campaignId + SLASH, first,
				last);
	}

}
