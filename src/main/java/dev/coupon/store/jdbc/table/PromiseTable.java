package dev.coupon.store.jdbc.table;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.CodeSpace;
import dev.coupon.store.jdbc.connection.Tx;
import java.util.HashMap;
import java.util.Map;

/**
 * The table {@code promise}, within a transaction: the coupons that campaigns may issue,
 * by the format of their codes. A transaction uses it after it has locked its campaign.
 */
public final class PromiseTable {

	private static final String ADD = "UPDATE promise SET coupons = coupons + ? WHERE template = ? AND characters = ?";

	private final Tx tx;

	public PromiseTable(Tx tx) {
		this.tx = tx;
	}

	/**
	 * The promised coupons, for all formats of codes as long as the given one's without
	 * hyphens, none if codes are imported. Nobody else can promise coupons with drawn
	 * codes until the transaction ends.
	 */
	public Map<CodeFormat, Long> lockAndRead(CodeSource asLongAs) {
		if (asLongAs instanceof CodeSource.Imported) {
			return Map.of();
		}
		tx.rows("SELECT name FROM turn WHERE name = 'promise' $locked", (row, number) -> row.getString(1));
		return read(asLongAs);
	}

	/** The same promised coupons, without a lock. */
	public Map<CodeFormat, Long> read(CodeSource asLongAs) {
		Map<CodeFormat, Long> promised = new HashMap<>();
		if (!(asLongAs instanceof CodeFormat format)) {
			return promised;
		}
		tx.rows("""
				SELECT characters, template, coupons FROM promise
				WHERE coupons > 0 AND LENGTH(REPLACE(template, '-', '')) = ?""", (row, number) -> promised
			.put(new CodeFormat(null, row.getString("characters"), row.getString("template")), row.getLong("coupons")),
				CodeSpace.withoutHyphens(format).length());
		return promised;
	}

	/**
	 * Adds coupons of a campaign, or takes back a negative number of them. Needs the lock
	 * of {@link #lockAndRead}.
	 */
	public void add(Campaign campaign, int more) {
		if (more != 0 && campaign.codeSource() instanceof CodeFormat format) {
			add(format, more);
		}
	}

	private void add(CodeFormat format, int more) {
		if (tx.update(ADD, more, format.template(), format.characters()) == 0) {
			tx.update("DELETE FROM promise WHERE coupons <= 0");
			tx.update("INSERT INTO promise (template, characters, coupons) VALUES (?, ?, ?)", format.template(),
					format.characters(), more);
		}
	}

	/** Takes back all coupons of a campaign, which may be damaged. Needs no lock. */
	public void takeBack(String campaignId) {
		tx.update("""
				UPDATE promise
				SET coupons = coupons - (SELECT n.max_coupons FROM campaign_counter n WHERE n.campaign_id = ?)
				WHERE template = (SELECT k.template FROM campaign k WHERE k.id = ?)
				AND characters = (SELECT k.characters FROM campaign k WHERE k.id = ?)""", campaignId, campaignId,
				campaignId);
	}

}
