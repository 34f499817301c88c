package dev.coupon.store.batch;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A request in a queue, with its answer. A ticket is either taken, once, or given up.
 *
 * @param <Q> the type of the request
 * @param <A> the type of its answer
 */
final class Ticket<Q, A> {

	private enum State {

		WAITING, TAKEN, GIVEN_UP

	}

	private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

	private final CompletableFuture<A> answer = new CompletableFuture<>();

	private final Q request;

	private final long since;

	/**
	 * @param since the time at which the request came, in nanoseconds of the queue's own
	 * clock
	 */
	Ticket(Q request, long since) {
		this.request = request;
		this.since = since;
	}

	Q request() {
		return request;
	}

	long since() {
		return since;
	}

	/** Takes the ticket, and tells whether the caller must now do the request. */
	boolean take() {
		return state.compareAndSet(State.WAITING, State.TAKEN);
	}

	/**
	 * Gives the request up unless it was taken, so that it will never be done. Tells
	 * whether it was given up.
	 */
	boolean giveUp(String reason) {
		boolean givenUp = state.compareAndSet(State.WAITING, State.GIVEN_UP);
		if (givenUp) {
			fail(new OverloadedException(reason));
		}
		return givenUp;
	}

	boolean isAnswered() {
		return answer.isDone();
	}

	void answer(A value) {
		answer.complete(value);
	}

	void fail(Throwable failure) {
		answer.completeExceptionally(failure);
	}

	/** Says that it is unknown what became of the request, unless it is answered. */
	void abandon() {
		if (!isAnswered()) {
			fail(new OutcomeUnknownException("The store doesn't answer", null));
		}
	}

	/** Waits for the answer, and returns it. */
	A await() {
		try {
			return answer.get();
		}
		catch (ExecutionException e) {
			throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			String reason = "Interrupted while waiting for the store";
			throw giveUp(reason) ? new OverloadedException(reason) : new OutcomeUnknownException(reason, e);
		}
	}

}
