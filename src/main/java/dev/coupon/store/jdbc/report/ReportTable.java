package dev.coupon.store.jdbc.report;

import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.table.CampaignRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table {@code report}, within a transaction: one report of each campaign that is
 * gone.
 */
public final class ReportTable {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Tx tx;

	public ReportTable(Tx tx) {
		this.tx = tx;
	}

	/** Keeps the report about a campaign, unless there is one already. */
	public void insert(Report report) {
		tx.update("""
				INSERT INTO report (campaign_id, campaign_uid, made_at, body) VALUES (?, ?, ?, ?)
				ON CONFLICT (campaign_id, campaign_uid) DO NOTHING""", report.campaignId(),
				CampaignRow.uid(report.campaignUid()), report.madeAt().toEpochMilli(), JSON.writeValueAsString(report));
	}

	/** Tells whether a report is kept of a campaign. */
	public boolean has(String campaignId, String campaignUid) {
		return !tx
			.rows("SELECT position FROM report WHERE campaign_id = ? AND campaign_uid = ?",
					(row, number) -> row.getLong(1), campaignId, CampaignRow.uid(campaignUid))
			.isEmpty();
	}

	/** The reports before a position, newest first; see the port. */
	public Page<Report, Long> page(@Nullable String campaignId, @Nullable Long after, int limit) {
		List<Object> parameters = new ArrayList<>(List.of(after == null ? Long.MAX_VALUE : after));
		if (campaignId != null) {
			parameters.add(campaignId);
		}
		parameters.add(limit + 1L);
		List<Placed> andOneMore = tx.rows(
				"SELECT position, body FROM report WHERE position < ? "
						+ (campaignId == null ? "" : "AND campaign_id = ? ") + "ORDER BY position DESC LIMIT ?",
				(row, number) -> new Placed(row.getLong(1), JSON.readValue(row.getString(2), Report.class)),
				parameters.toArray());
		List<Report> items = andOneMore.stream().limit(limit).map(Placed::report).toList();
		return new Page<>(items, andOneMore.size() <= limit ? null : andOneMore.get(limit - 1).position());
	}

	private record Placed(long position, Report report) {
	}

	/** Deletes reports that were made before a time, and returns how many. */
	public int deleteBefore(Instant time, int limit) {
		return tx.update("""
				DELETE FROM report WHERE position IN (
				SELECT position FROM report WHERE made_at < ? ORDER BY made_at LIMIT ?)""", time.toEpochMilli(), limit);
	}

}
