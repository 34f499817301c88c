package dev.coupon.store;

import dev.coupon.domain.port.CampaignRepository;
import java.util.Set;

/** A store that is open until it is closed. */
public interface OpenStore extends AutoCloseable {

	/** The campaigns and coupons of the store. */
	CampaignRepository repository();

	/**
	 * Checks that an issue would succeed now, if its campaign allows it.
	 * @throws dev.coupon.domain.port.OverloadedException if the store takes no writes
	 * @throws dev.coupon.domain.port.OutcomeUnknownException if the store doesn't answer
	 */
	void check();

	/**
	 * The ids of campaigns that the store has found to be damaged: they can't be read,
	 * only deleted. There are none in memory.
	 */
	default Set<String> damaged() {
		return Set.of();
	}

	/**
	 * Closes the store: accepts no more requests, and returns when all requests under way
	 * are answered.
	 */
	@Override
	void close();

}
