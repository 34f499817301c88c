package dev.coupon.domain.port;

import dev.coupon.domain.Refusal;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.History;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the port that tells what happened to campaigns and coupons. */
public interface Evidence {

	/**
	 * Finds a coupon and all that happened to it.
	 * @return done, or refused as {@link Refusal#COUPON_NOT_FOUND} or
	 * {@link Refusal#AMBIGUOUS_CODE}
	 */
	Outcome<History> history(String code);

	/**
	 * Lists what operators did, newest first. The entries stay when their campaign is
	 * erased.
	 * @param campaignId only entries about campaigns that have or had this id; absent for
	 * all
	 * @param after where the previous page ended; absent for the first page
	 */
	Page<Audited, Long> audit(@Nullable String campaignId, @Nullable Long after, int limit);

	/**
	 * Examines a campaign, and reports what it issued and whether the store's data fits
	 * together, all as of one moment. This takes longer the more coupons there are, but
	 * doesn't hold up other operations.
	 * @return done, or refused as {@link Refusal#CAMPAIGN_NOT_FOUND}
	 */
	Outcome<Report> report(String campaignId);

	/**
	 * Lists the reports that are kept of deleted and erased campaigns, newest first. A
	 * report is made and kept before the first coupon of its campaign is erased, and
	 * never again.
	 * @param campaignId only reports about campaigns that had this id; absent for all
	 * @param after where the previous page ended; absent for the first page
	 */
	Page<Report, Long> reports(@Nullable String campaignId, @Nullable Long after, int limit);

	/**
	 * Finds the newest report that is kept of a campaign that had this id.
	 * @return done, or refused as {@link Refusal#REPORT_NOT_FOUND}
	 */
	default Outcome<Report> keptReport(String campaignId) {
		List<Report> newest = reports(campaignId, null, 1).items();
		return newest.isEmpty() ? new Refused<>(Refusal.REPORT_NOT_FOUND) : new Done<>(newest.getFirst());
	}

	/**
	 * Forgets a limited part of the evidence that is older than wanted, and tells whether
	 * there is more to forget at once. Like a purge, it is told the time.
	 */
	boolean forget(Forgettable old, int limit);

	/**
	 * The evidence to forget.
	 *
	 * @param reportsBefore the time before which reports were made that are forgotten;
	 * absent to keep all
	 * @param auditBefore the time before which entries of the audit were written that are
	 * forgotten, if nothing is left of their campaign; absent to keep all
	 */
	record Forgettable(@Nullable Instant reportsBefore, @Nullable Instant auditBefore) {

		/** Tells whether anything is to be forgotten. */
		public boolean isAnything() {
			return reportsBefore != null || auditBefore != null;
		}
	}

}
