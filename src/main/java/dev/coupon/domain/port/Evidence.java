package dev.coupon.domain.port;

import dev.coupon.domain.Refusal;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.History;
import dev.coupon.domain.port.CampaignRepository.Page;
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

}
