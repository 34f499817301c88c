package dev.coupon.store.batch;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.store.batch.retry.TryAgainException;
import java.util.List;

/**
 * A function that does a batch of requests.
 *
 * @param <Q> the type of a request
 * @param <A> the type of its answer
 */
@FunctionalInterface
public interface Batch<Q, A> {

	/**
	 * Does all of the requests or none.
	 * @return an answer to each request, in their order
	 * @throws TryAgainException if nothing was done, and another attempt may succeed
	 * @throws OutcomeUnknownException if it is unknown whether the requests were done
	 */
	List<? extends A> run(List<Q> requests);

}
