package dev.coupon.store.jdbc.table;

import dev.coupon.domain.decision.Counts;
import dev.coupon.domain.event.EventRun;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.log.LogEntry.OfCampaign;
import dev.coupon.domain.log.LogEntry.OfCoupon;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.store.jdbc.connection.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code log_entry}, within a transaction. */
public final class LogTable {

	private static final String SELECT = "SELECT * FROM log_entry WHERE ";

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final TypeReference<Map<String, @Nullable Object>> SETTINGS = new TypeReference<>() {
	};

	private static final TypeReference<Map<String, Object>> PRESENT = new TypeReference<>() {
	};

	private final Tx tx;

	public LogTable(Tx tx) {
		this.tx = tx;
	}

	/**
	 * Writes an entry, and counts it in its campaign, which must be locked, with what it
	 * changes in the other numbers.
	 */
	public void write(LogEntry entry) {
		OfCoupon coupon = entry.coupon();
		OfCampaign settings = entry.settings();
		tx.update("""
				INSERT INTO log_entry (campaign_id, campaign_uid, ordinal, after_coupon, type, audited, logged_at,
				logged_by, address, reason, sequence, code, reference, before, after)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", entry.campaignId(),
				CampaignRow.uid(entry.campaignUid()), entry.ordinal(), entry.afterCoupon(), entry.type().code(),
				entry.type().isAudited(), entry.at().toEpochMilli(), entry.act().by(), entry.act().address(),
				entry.act().reason(), coupon == null ? null : coupon.sequence(), coupon == null ? null : coupon.code(),
				coupon == null ? null : coupon.reference(),
				settings == null ? null : JSON.writeValueAsString(settings.before()),
				settings == null ? null : JSON.writeValueAsString(settings.after()));
		Counts more = Counts.NONE.with(entry.type());
		tx.update("""
				UPDATE campaign_counter SET redeemed = redeemed + ?, voided = voided + ?, entries = entries + ?
				WHERE campaign_id = ?""", more.redeemed(), more.voided(), more.entries(), entry.campaignId());
	}

	/** The entries about a coupon, oldest first. */
	public List<LogEntry> ofCoupon(String campaignId, String campaignUid, int sequence) {
		return tx.rows(SELECT + "campaign_id = ? AND campaign_uid = ? AND sequence = ? ORDER BY ordinal",
				LogTable::read, campaignId, CampaignRow.uid(campaignUid), sequence);
	}

	/** The first entries of a run of events after a place in it. */
	public List<LogEntry> between(EventRun run, Reach after, int limit) {
		return tx.rows(SELECT + """
				campaign_id = ? AND campaign_uid = ? AND ordinal > ? AND ordinal <= ? ORDER BY ordinal LIMIT ?""",
				LogTable::read, run.campaignId(), CampaignRow.uid(run.campaignUid()), after.entries(),
				run.to().entries(), limit);
	}

	/** The entries about what operators did before a position, newest first. */
	public Page<Audited, Long> audited(@Nullable String campaignId, @Nullable Long after, int limit) {
		long before = after == null ? Long.MAX_VALUE : after;
		List<Audited> andOneMore = campaignId == null
				? tx.rows(SELECT + "audited AND position < ? ORDER BY position DESC LIMIT ?", LogTable::readAudited,
						before, limit + 1L)
				: tx.rows(SELECT + "audited AND campaign_id = ? AND position < ? ORDER BY position DESC LIMIT ?",
						LogTable::readAudited, campaignId, before, limit + 1L);
		return andOneMore.size() <= limit ? new Page<>(andOneMore, null)
				: new Page<>(List.copyOf(andOneMore.subList(0, limit)), andOneMore.get(limit - 1).position());
	}

	/**
	 * The entries about the creation of a campaign and changes of its settings, in order.
	 */
	public List<LogEntry> settings(String campaignId, String campaignUid) {
		return tx.rows(SELECT + """
				audited AND campaign_id = ? AND campaign_uid = ? AND type IN ('campaign.created', 'campaign.updated')
				ORDER BY ordinal""", LogTable::read, campaignId, CampaignRow.uid(campaignUid));
	}

	/**
	 * Deletes entries about what operators did before a time, if nothing is left of their
	 * campaign, and returns how many.
	 */
	public int deleteBefore(Instant time, int limit) {
		return tx.update("""
				DELETE FROM log_entry WHERE position IN (
				SELECT e.position FROM log_entry e WHERE e.audited AND e.logged_at < ? AND NOT EXISTS (
				SELECT 1 FROM campaign k WHERE k.id = e.campaign_id AND k.uid = e.campaign_uid)
				ORDER BY e.position LIMIT ?)""", time.toEpochMilli(), limit);
	}

	/**
	 * Deletes the entries about the coupons that follow a sequence number, but those
	 * about what operators did. After 0, also the entries about no coupon.
	 */
	public void deleteAfter(String campaignId, String campaignUid, int sequence) {
		tx.update("DELETE FROM log_entry WHERE campaign_id = ? AND campaign_uid = ? AND sequence > ? AND NOT audited",
				campaignId, CampaignRow.uid(campaignUid), sequence);
		if (sequence == 0) {
			tx.update("DELETE FROM log_entry WHERE campaign_id = ? AND campaign_uid = ? AND NOT audited", campaignId,
					CampaignRow.uid(campaignUid));
		}
	}

	private static Audited readAudited(ResultSet row, int number) throws SQLException {
		return new Audited(row.getLong("position"), read(row, number));
	}

	private static LogEntry read(ResultSet row, int number) throws SQLException {
		OfCoupon coupon = row.getObject("sequence") == null ? null
				: new OfCoupon(row.getInt("sequence"), row.getString("code"), row.getString("reference"));
		OfCampaign settings = row.getString("before") == null ? null : new OfCampaign(
				JSON.readValue(row.getString("before"), SETTINGS), JSON.readValue(row.getString("after"), PRESENT));
		return new LogEntry(row.getString("campaign_id"), CampaignRow.uid(row.getLong("campaign_uid")),
				row.getInt("ordinal"), row.getInt("after_coupon"), LogEntry.Type.of(row.getString("type")),
				CampaignRow.instant(row, "logged_at"),
				new Act(row.getString("logged_by"), row.getString("address"), row.getString("reason")), coupon,
				settings);
	}

}
