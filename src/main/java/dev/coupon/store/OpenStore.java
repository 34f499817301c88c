package dev.coupon.store;

import dev.coupon.caller.rate.SharedBuckets;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.move.CampaignMoves;
import dev.coupon.domain.webhook.Subscriptions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store that is open until it is closed. */
public interface OpenStore extends AutoCloseable {

	/** The campaigns and coupons of the store. */
	CampaignRepository repository();

	/** The subscriptions to events. */
	Subscriptions subscriptions();

	/**
	 * The moves of whole campaigns out of the store and into it; null in memory, where
	 * nothing outlives the service.
	 */
	default @Nullable CampaignMoves moves() {
		return null;
	}

	/**
	 * Opens the buckets of tokens that all instances of the service share, until the
	 * store is closed. It is called once at most; null where only one instance uses the
	 * store.
	 */
	default @Nullable SharedBuckets openBuckets() {
		return null;
	}

	/**
	 * Checks that an issue would succeed now, if its campaign allows it.
	 * @throws dev.coupon.domain.port.failure.OverloadedException if the store takes no
	 * writes
	 * @throws dev.coupon.domain.port.failure.OutcomeUnknownException if the store doesn't
	 * answer
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
	 * Accepts no more requests, and answers all requests under way at once: as overloaded
	 * if they have not begun, and otherwise with an unknown outcome. The store in memory
	 * has nothing to do, because none of its requests waits for anything.
	 */
	default void giveUp() {
	}

	/**
	 * Closes the store: accepts no more requests, and gives up those under way that are
	 * not answered within about a second.
	 */
	@Override
	void close();

}
