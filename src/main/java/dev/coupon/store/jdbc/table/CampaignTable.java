package dev.coupon.store.jdbc.table;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.rhythm.PeriodUse;
import dev.coupon.store.damage.DamagedCampaignException;
import dev.coupon.store.jdbc.connection.Tx;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tables {@code campaign} and {@code campaign_counter}, within a transaction. */
public final class CampaignTable {

	private static final String SELECT = """
			SELECT k.*, n.max_coupons, n.issued, n.redeemed, n.voided, n.entries, n.stocked,
			n.last_expiry, n.last_issued_at,
			n.period_start, n.period_end, n.issued_before,
			$now AS now
			FROM campaign k JOIN campaign_counter n ON n.campaign_id = k.id
			""";

	private static final String INSERT = """
			INSERT INTO campaign (revision, name, starts_at, ends_at, per_user_limit, time_zone, charset, characters,
			template, coupons_expire_at, coupon_valid_for, coupons_extended_to, opening_hours, quota,
			metadata, paused, deleted, id, uid)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

	private static final String UPDATE = """
			UPDATE campaign SET revision = ?, name = ?, starts_at = ?, ends_at = ?, per_user_limit = ?, time_zone = ?,
			charset = ?, characters = ?, template = ?, coupons_expire_at = ?, coupon_valid_for = ?,
			coupons_extended_to = ?, opening_hours = ?, quota = ?, metadata = ?,
			paused = ?, deleted = ? WHERE id = ?""";

	private final Tx tx;

	public CampaignTable(Tx tx) {
		this.tx = tx;
	}

	/**
	 * The campaign, whether deleted or not; null if there is none.
	 * @throws DamagedCampaignException if it can't be read
	 */
	public @Nullable CampaignRow find(String campaignId) {
		CampaignRow row = findEvenDamaged(campaignId);
		return row == null ? null : row.undamaged();
	}

	/** The campaign like {@link #find}, but even if it can't be read. */
	public @Nullable CampaignRow findEvenDamaged(String campaignId) {
		return tx.row(SELECT + "WHERE k.id = ?", CampaignRow::read, campaignId);
	}

	/**
	 * The campaigns that are not deleted, in the order of their ids, damaged ones too.
	 * @param after the id after which the list begins; absent to begin with the first
	 * campaign
	 */
	public List<CampaignRow> findAfter(@Nullable String after, long limit) {
		return tx.rows(SELECT + "WHERE k.id > ? AND k.deleted = ? ORDER BY k.id LIMIT ?", CampaignRow::read,
				after == null ? "" : after, false, limit);
	}

	/**
	 * Locks and returns the campaign; null if there is none or it is deleted. Nobody else
	 * can change it until the transaction ends. A transaction locks before it reads
	 * anything else, because what it read before may have changed.
	 * @throws DamagedCampaignException if it can't be read
	 */
	public @Nullable CampaignRow lock(String campaignId) {
		CampaignRow row = lockEvenDamaged(campaignId);
		return row == null ? null : row.undamaged();
	}

	/** Locks and returns the campaign like {@link #lock}, but even if it is damaged. */
	public @Nullable CampaignRow lockEvenDamaged(String campaignId) {
		CampaignRow row = lockEvenDeleted(campaignId);
		return row == null || row.deleted() ? null : row;
	}

	/**
	 * Locks and returns the campaign like {@link #lock}, but even if it is deleted or
	 * damaged. A campaign that didn't exist when it was to be locked is not returned,
	 * even if it exists now, because it is not locked and others could change it.
	 */
	public @Nullable CampaignRow lockEvenDeleted(String campaignId) {
		Integer locked = tx.row("SELECT issued FROM campaign_counter WHERE campaign_id = ? $locked",
				(row, number) -> row.getInt(1), campaignId);
		return locked == null ? null : findEvenDamaged(campaignId);
	}

	public void insert(Campaign campaign, long revision) {
		@Nullable Object[] settings = CampaignRow.settings(campaign, revision);
		@Nullable Object[] row = Arrays.copyOf(settings, settings.length + 1);
		row[settings.length] = revision;
		tx.update(INSERT, row);
		tx.update("""
				INSERT INTO campaign_counter (campaign_id, max_coupons, issued, redeemed, last_expiry)
				VALUES (?, ?, 0, 0, 0)""", campaign.id(), campaign.maxCoupons());
	}

	public void update(Campaign campaign, long revision) {
		tx.update(UPDATE, CampaignRow.settings(campaign, revision));
		tx.update("UPDATE campaign_counter SET max_coupons = ? WHERE campaign_id = ?", campaign.maxCoupons(),
				campaign.id());
	}

	/** Sets the number of issued coupons, and what is known of the last of them. */
	public void setIssued(CampaignState state) {
		tx.update("UPDATE campaign_counter SET issued = ?, last_expiry = ?, last_issued_at = ? WHERE campaign_id = ?",
				state.issued(), state.lastExpiry().toEpochMilli(), state.lastIssuedAt().toEpochMilli(),
				state.campaign().id());
		if (state.campaign().rhythm().quota() != null) {
			setUse(state.campaign().id(), state.use());
		}
	}

	/** Sets how many codes were imported and not dropped. */
	public void setStocked(String campaignId, int stocked) {
		tx.update("UPDATE campaign_counter SET stocked = ? WHERE campaign_id = ?", stocked, campaignId);
	}

	/** Sets how much of the campaign's quota is used. */
	public void setUse(String campaignId, PeriodUse use) {
		tx.update("""
						UPDATE campaign_counter SET period_start = ?, period_end = ?, issued_before = ?
				WHERE campaign_id = ?""", use.period() == null ? null : use.period().start().toEpochMilli(),
				use.period() == null ? null : use.period().end().toEpochMilli(), use.before(), campaignId);
	}

	/** The database's time. */
	public Instant now() {
		return Objects.requireNonNull(tx.row("SELECT $now AS now", (row, number) -> CampaignRow.instant(row, "now")));
	}

	/** Marks the campaign as deleted, and tells whether it wasn't before. */
	public boolean hide(String campaignId) {
		return tx.update("UPDATE campaign SET deleted = ? WHERE id = ? AND deleted = ?", true, campaignId, false) > 0;
	}

	/** Deletes the campaign, whose coupons must be gone. */
	public void delete(String campaignId) {
		tx.update("DELETE FROM campaign_counter WHERE campaign_id = ?", campaignId);
		tx.update("DELETE FROM campaign WHERE id = ?", campaignId);
	}

	/**
	 * The ids of the first campaigns that are due: deleted ones, and those that had
	 * ended, and whose last coupon had expired, by an instant. The campaigns are not
	 * locked, so they may have changed since.
	 * @param endedBy the instant; absent for deleted campaigns only
	 */
	public List<String> due(@Nullable Instant endedBy, int limit) {
		String over = endedBy == null ? "" : """
				OR (k.ends_at <= ? AND n.last_expiry <= ?
				AND (k.coupons_extended_to IS NULL OR n.issued = 0 OR k.coupons_extended_to <= ?))""";
		Object[] parameters = endedBy == null ? new Object[] { limit }
				: new Object[] { endedBy.toEpochMilli(), endedBy.toEpochMilli(), endedBy.toEpochMilli(), limit };
		return tx.rows("""
				SELECT k.id FROM campaign k JOIN campaign_counter n ON n.campaign_id = k.id
				WHERE k.deleted %s ORDER BY k.id LIMIT ?""".formatted(over), (row, number) -> row.getString(1),
				parameters);
	}

}
