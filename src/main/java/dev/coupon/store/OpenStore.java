package dev.coupon.store;

import dev.coupon.domain.CampaignRepository;

/** A store that is open until it is closed. */
public interface OpenStore extends AutoCloseable {

	/** The campaigns and coupons of the store. */
	CampaignRepository repository();

	/**
	 * Closes the store: accepts no more requests, and returns when all requests under way
	 * are answered.
	 */
	@Override
	void close();

}
