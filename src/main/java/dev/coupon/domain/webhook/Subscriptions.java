package dev.coupon.domain.webhook;

import dev.coupon.domain.port.CampaignRepository.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The port behind which a store keeps subscriptions. Every operation is atomic, and one
 * that starts after another one has returned sees the effects of that one, in every
 * instance of the service. Any operation may throw
 * {@link dev.coupon.domain.port.failure.OverloadedException} or
 * {@link dev.coupon.domain.port.failure.OutcomeUnknownException}, and no other exception.
 */
public interface Subscriptions {

	/**
	 * A subscription as it is in the store.
	 *
	 * @param now the store's time, to the millisecond
	 */
	record Found(Subscription subscription, Instant now) {
	}

	/** The store's time, to the millisecond. */
	Instant now();

	/** All subscriptions, in the order of their ids. */
	List<Subscription> all();

	/** One subscription; null if there is none. */
	@Nullable Found find(String id);

	/** Keeps a new subscription, whose id no other one has had. */
	void create(Subscription subscription);

	/**
	 * Replaces a subscription if its revision is still that of the given one.
	 * @param done the attempt to deliver that led to the change, which is kept with it;
	 * absent if it was something else
	 * @return the next revision, as it is in the store; null if nothing has happened
	 * because the subscription has changed or is gone
	 */
	@Nullable Subscription update(Subscription changed, @Nullable Delivery done);

	/**
	 * Deletes a subscription with its deliveries.
	 * @return whether there was one
	 */
	boolean delete(String id);

	/** Keeps an attempt to deliver, if its subscription exists. */
	void add(Delivery delivery);

	/**
	 * The attempts to deliver of a subscription, newest first.
	 * @param after where the previous page ended; absent for the first page
	 */
	Page<Delivery, Long> deliveries(String id, @Nullable Long after, int limit);

	/**
	 * The first attempt since a time to deliver events, tests left out; null if none is
	 * kept.
	 */
	@Nullable Delivery firstSince(String id, Instant time);

	/**
	 * Forgets attempts to deliver: old ones, and all but the last {@link #KEPT} of each
	 * subscription.
	 * @param before the time since which they are kept
	 * @param limit how many are forgotten at most for each reason
	 * @return whether there may be more
	 */
	boolean forget(Instant before, int limit);

	/** The largest number of attempts that are kept of a subscription. */
	int KEPT = 10_000;

}
