package dev.coupon.store.jdbc.change;

import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.stock.StockChange;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.port.CampaignRepository.Erased;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.store.erasure.ErasingStore.Step;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.feed.FeedTable;
import dev.coupon.store.jdbc.report.ReportTable;
import dev.coupon.store.jdbc.table.CampaignRow;
import dev.coupon.store.jdbc.table.CampaignTable;
import dev.coupon.store.jdbc.table.CouponTable;
import dev.coupon.store.jdbc.table.LogTable;
import dev.coupon.store.jdbc.table.RedemptionTable;
import dev.coupon.store.jdbc.table.stock.StockTable;

/** The erasure of a deleted campaign, within a transaction. */
public final class CampaignErasure {

	private final CampaignTable campaigns;

	private final CouponTable coupons;

	private final StockTable stock;

	private final RedemptionTable redemptions;

	private final LogTable log;

	private final ReportTable reports;

	private final FeedTable feed;

	public CampaignErasure(Tx tx) {
		this.campaigns = new CampaignTable(tx);
		this.coupons = new CouponTable(tx);
		this.stock = new StockTable(tx);
		this.redemptions = new RedemptionTable(tx);
		this.log = new LogTable(tx);
		this.reports = new ReportTable(tx);
		this.feed = new FeedTable(tx);
	}

	/**
	 * Keeps the report about a campaign, unless there is one already. While there was
	 * none, no coupon was erased, so the report is about all of them.
	 */
	public Outcome<Report> keep(Report report) {
		CampaignRow row = campaigns.lockEvenDeleted(report.campaignId());
		if (row == null || !row.deleted() || !row.state().uid().equals(report.campaignUid())) {
			return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
		}
		reports.insert(report);
		return new Done<>(report);
	}

	/**
	 * Erases the last coupons of a deleted campaign whose report is kept, up to a limit.
	 * Imported codes that are not issued come first.
	 */
	public Outcome<Step> erase(String campaignId, int limit) {
		CampaignRow row = campaigns.lockEvenDeleted(campaignId);
		if (row == null || !row.deleted() || !reports.has(campaignId, row.state().uid())) {
			return new Refused<>(Refusal.CAMPAIGN_NOT_FOUND);
		}
		int stocked = row.state().counts().stocked();
		int kept = new StockChange(row.state()).stockedAfterDrop(limit);
		if (kept < stocked) {
			stock.delete(campaignId, kept + 1, stocked);
			campaigns.setStocked(campaignId, kept);
			return new Done<>(new Step(stocked - kept, null));
		}
		int last = coupons.lastSequence(campaignId);
		int left = Math.max(0, last - limit);
		redemptions.deleteAfter(campaignId, left);
		coupons.deleteAfter(campaignId, left);
		log.deleteAfter(campaignId, row.state().uid(), left);
		if (left > 0) {
			return new Done<>(new Step(limit, null));
		}
		feed.finish(campaignId);
		campaigns.delete(campaignId);
		return new Done<>(new Step(last, new Erased(campaignId, row.state().issued(), row.state().endedAt())));
	}

}
