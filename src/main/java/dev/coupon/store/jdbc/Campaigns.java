package dev.coupon.store.jdbc;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.CampaignRepository.Erased;
import dev.coupon.domain.CampaignRepository.Snapshot;
import dev.coupon.domain.Outcome;
import dev.coupon.domain.Outcome.Done;
import dev.coupon.domain.Outcome.Refused;
import dev.coupon.domain.Outcome.Replayed;
import dev.coupon.domain.Refusal;
import dev.coupon.store.jdbc.connection.Tx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What changes in campaigns as a whole, each within a transaction. */
final class Campaigns {

	private Campaigns() {
	}

	/**
	 * The campaign as it is until the transaction ends, or null if there is none or it is
	 * deleted. Comes before all else, since what was read before may have changed.
	 */
	static @Nullable CampaignRow lock(Tx tx, String campaignId) {
		CampaignRow row = lockEvenDeleted(tx, campaignId);
		return row == null || row.deleted() ? null : row;
	}

	/**
	 * A campaign that wasn't there to be locked is none, even if it is there now: others
	 * could change it.
	 */
	private static @Nullable CampaignRow lockEvenDeleted(Tx tx, String campaignId) {
		Integer locked = tx.row("SELECT issued FROM campaign_counter WHERE campaign_id = ? $locked",
				(row, number) -> row.getInt(1), campaignId);
		return locked == null ? null : CampaignRow.find(tx, campaignId);
	}

	static Outcome<Snapshot> create(Tx tx, Campaign campaign, long revision) {
		CampaignRow existing = lockEvenDeleted(tx, campaign.id());
		if (existing == null) {
			CampaignRow.insert(tx, campaign, revision);
			return new Done<>(snapshot(tx, campaign.id()));
		}
		return !existing.deleted() && existing.campaign().hasSameContentAs(campaign)
				? new Replayed<>(existing.snapshot(List.of())) : new Refused<>(Refusal.CAMPAIGN_EXISTS);
	}

	static Outcome<Snapshot> update(Tx tx, Campaign changed, String ofRevision, long revision) {
		return inCampaign(tx, changed.id(), row -> {
			if (!row.revisionText().equals(ofRevision)) {
				return new Refused<>(Refusal.VERSION_MISMATCH);
			}
			Refusal refusal = row.campaign().changeRefusal(changed, row.now(), row.issued());
			return refusal != null ? new Refused<>(refusal)
					: become(tx, row, changed.withPaused(row.campaign().paused()), revision);
		});
	}

	static Outcome<Snapshot> pause(Tx tx, String campaignId, boolean paused, long revision) {
		return inCampaign(tx, campaignId, row -> become(tx, row, row.campaign().withPaused(paused), revision));
	}

	private static Outcome<Snapshot> become(Tx tx, CampaignRow row, Campaign changed, long revision) {
		if (!changed.equals(row.campaign())) {
			CampaignRow.update(tx, changed, revision);
		}
		return new Done<>(snapshot(tx, changed.id()));
	}

	private static Snapshot snapshot(Tx tx, String campaignId) {
		return Objects.requireNonNull(CampaignRow.find(tx, campaignId)).snapshot(List.of());
	}

	static Outcome<Snapshot> delete(Tx tx, String campaignId, boolean force) {
		return inCampaign(tx, campaignId, row -> {
			if (!force && row.lastExpiry().isAfter(row.now())) {
				return new Refused<>(Refusal.CAMPAIGN_HAS_COUPONS);
			}
			hide(tx, campaignId);
			return new Done<>(row.snapshot(List.of()));
		});
	}

	private static void hide(Tx tx, String campaignId) {
		tx.update("UPDATE campaign SET deleted = ? WHERE id = ?", true, campaignId);
	}

	private static <T> Outcome<T> inCampaign(Tx tx, String campaignId, Function<CampaignRow, Outcome<T>> step) {
		CampaignRow row = lock(tx, campaignId);
		return row == null ? new Refused<>(Refusal.CAMPAIGN_NOT_FOUND) : step.apply(row);
	}

	/** The first campaigns, by id, that are deleted or have been over for so long. */
	static List<String> due(Tx tx, @Nullable Duration afterEnd, int limit) {
		String over = afterEnd == null ? "" : "OR (k.ends_at <= $now - ? AND n.last_expiry <= $now - ?)";
		Object[] parameters = afterEnd == null ? new Object[] { limit }
				: new Object[] { afterEnd.toMillis(), afterEnd.toMillis(), limit };
		return tx.rows("""
				SELECT k.id FROM campaign k JOIN campaign_counter n ON n.campaign_id = k.id
				WHERE k.deleted %s ORDER BY k.id LIMIT ?""".formatted(over), (row, number) -> row.getString(1),
				parameters);
	}

	/**
	 * A step of an erasure.
	 *
	 * @param coupons how many coupons were erased
	 * @param erased the campaign, if that was all of it
	 */
	record Erasure(int coupons, @Nullable Erased erased) {
	}

	/** Erases the last coupons of a campaign, if it is still due. */
	static Outcome<Erasure> erase(Tx tx, String campaignId, @Nullable Duration afterEnd, int limit) {
		CampaignRow row = lockEvenDeleted(tx, campaignId);
		if (row == null || !(row.deleted() || isOver(row, afterEnd))) {
			return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
		}
		hide(tx, campaignId);
		Integer last = tx.row("SELECT MAX(sequence) FROM coupon WHERE campaign_id = ?",
				(result, number) -> result.getInt(1), campaignId);
		int left = Math.max(0, Objects.requireNonNull(last) - limit);
		for (String rows : List.of("redemption WHERE sequence > ?", "coupon WHERE sequence > ?",
				"coupon WHERE sequence < -?")) {
			tx.update("DELETE FROM " + rows + " AND campaign_id = ?", left, campaignId);
		}
		if (left > 0) {
			return new Done<>(new Erasure(limit, null));
		}
		tx.update("DELETE FROM campaign_counter WHERE campaign_id = ?", campaignId);
		tx.update("DELETE FROM campaign WHERE id = ?", campaignId);
		return new Done<>(new Erasure(last, new Erased(campaignId, row.issued(), row.endedAt())));
	}

	private static boolean isOver(CampaignRow row, @Nullable Duration afterEnd) {
		return afterEnd != null && !row.endedAt().isAfter(row.now().minus(afterEnd));
	}

}
