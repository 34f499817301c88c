package dev.coupon.store.jdbc;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.log.History;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.table.CampaignRow;
import dev.coupon.store.jdbc.table.CampaignTable;
import dev.coupon.store.jdbc.table.CouponTable;
import dev.coupon.store.jdbc.table.LogTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what takes several queries, without a lock. A change that is committed between
 * two of the queries is noticed, and then all is read again.
 */
final class Reading {

	/**
	 * The number of attempts to read something that changes while it is read. A second
	 * attempt is seldom needed.
	 */
	private static final int ATTEMPTS = 10;

	private final CampaignTable campaigns;

	private final CouponTable coupons;

	private final LogTable log;

	Reading(Tx tx) {
		this.campaigns = new CampaignTable(tx);
		this.coupons = new CouponTable(tx);
		this.log = new LogTable(tx);
	}

	/** A campaign with its first codes. */
	Outcome<Snapshot> snapshot(String campaignId, int codes) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			CampaignRow row = campaigns.find(campaignId);
			if (row == null || row.deleted()) {
				return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
			}
			int wanted = Math.min(codes, row.state().issued());
			List<String> first = wanted == 0 ? List.of() : coupons.codes(row, wanted);
			if (first.size() == wanted) {
				return new Done<>(row.state().snapshot(first));
			}
			// The campaign has changed or is gone since the row was read.
		}
		throw new OverloadedException("Campaign " + campaignId + " keeps changing");
	}

	/** Coupons of a campaign; see the port. */
	Outcome<Page<Coupon, Integer>> coupons(String campaignId, @Nullable String userId, int after, int limit) {
		Page<Coupon, Integer> page = userId == null ? coupons.page(campaignId, after, limit)
				: coupons.pageOf(campaignId, userId, after, limit);
		// The campaign is read after the page: if it is still there, it wasn't being
		// erased when the page was read.
		CampaignRow row = campaigns.findEvenDamaged(campaignId);
		return row == null || row.deleted() ? new Refused<>(Refusal.CAMPAIGN_NOT_FOUND) : new Done<>(page);
	}

	/** A coupon with the entries of the log about it. */
	Outcome<History> history(String code) {
		Outcome<Coupon> found = coupons.find(code);
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			if (!(found instanceof Success<Coupon> success)) {
				return found.map(coupon -> new History(coupon, List.of()));
			}
			Coupon coupon = success.value();
			CampaignRow row = campaigns.findEvenDamaged(coupon.campaignId());
			List<LogEntry> entries = row == null ? List.of()
					: log.ofCoupon(coupon.campaignId(), row.state().uid(), coupon.sequence());
			found = coupons.find(code);
			if (found.equals(new Done<>(coupon))) {
				return new Done<>(new History(coupon, entries));
			}
			// The coupon has changed or is gone since it was read.
		}
		throw new OverloadedException("Coupon " + code + " keeps changing");
	}

}
