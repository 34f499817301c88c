package dev.coupon.store.erasure;

import dev.coupon.domain.port.CampaignRepository.Erased;
import dev.coupon.domain.port.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of an erasure in a store. Each of them can be repeated. */
public interface ErasingStore {

	/**
	 * The first campaigns that are deleted, or over.
	 * @param endedBy campaigns that are over by this instant are due, too; absent for
	 * only those that are deleted
	 * @param limit the largest number of campaigns
	 */
	Due due(@Nullable Instant endedBy, int limit);

	/**
	 * Hides a campaign that is due, and keeps its report, unless that was done before.
	 * Tells whether the campaign may be erased now.
	 */
	boolean report(String campaignId, @Nullable Instant endedBy);

	/** Erases up to so many coupons of a campaign whose report is kept. */
	Outcome<Step> erase(String campaignId, int limit);

	/**
	 * The campaigns that are due.
	 *
	 * @param now the store's time
	 */
	record Due(List<String> campaignIds, Instant now) {
	}

	/**
	 * A step of an erasure.
	 *
	 * @param coupons how many coupons, or codes that were not issued, were erased
	 * @param erased the campaign, if all of it is erased
	 */
	record Step(int coupons, @Nullable Erased erased) {
	}

}
