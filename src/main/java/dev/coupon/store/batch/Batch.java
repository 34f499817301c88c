package dev.coupon.store.batch;

import dev.coupon.domain.CampaignRepository.OutcomeUnknownException;
import dev.coupon.store.batch.retry.TryAgainException;
import java.util.List;

/**
 * The work of a batch.
 *
 * @param <Q> a request
 * @param <A> its answer
 */
@FunctionalInterface
public interface Batch<Q, A> {

	/**
	 * Does all or nothing.
	 * @return an answer to each request, in their order
	 * @throws TryAgainException if nothing was done, and another attempt may succeed
	 * @throws OutcomeUnknownException if there is no telling
	 */
	List<? extends A> run(List<Q> requests);

}
