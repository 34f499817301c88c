package dev.coupon.store.batch;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.store.batch.retry.Retries;
import dev.coupon.store.batch.retry.TryAgainException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does batches, each as a whole or not at all, and answers their tickets. A batch that
 * can't be done now is tried again, with growing pauses, until its time is up. If a batch
 * fails, each of its requests is tried alone, so that a faulty request doesn't harm the
 * others.
 *
 * @param <Q> the type of a request
 * @param <A> the type of its answer
 */
final class BatchRunner<Q, A> {

	private static final Logger log = LoggerFactory.getLogger(BatchRunner.class);

	private final Batch<Q, A> batch;

	private final Retries retries;

	private final BatchMeters meters;

	/**
	 * @param timeLimit how long a batch is tried again
	 */
	BatchRunner(Batch<Q, A> batch, Duration timeLimit, BatchMeters meters) {
		this.batch = batch;
		this.retries = new Retries(timeLimit, meters::repeated);
		this.meters = meters;
	}

	/** Does the requests of tickets that have been taken, and answers each ticket. */
	void run(List<Ticket<Q, A>> tickets) {
		meters.record(tickets.size(), () -> answer(tickets));
	}

	private void answer(List<Ticket<Q, A>> tickets) {
		List<Q> requests = tickets.stream().map(Ticket::request).toList();
		try {
			List<? extends A> answers = retries.run(() -> batch.run(requests));
			for (int i = 0; i < tickets.size(); i++) {
				tickets.get(i).answer(answers.get(i));
			}
		}
		catch (RuntimeException | Error e) {
			answerAfter(e, tickets);
		}
	}

	private void answerAfter(Throwable failure, List<Ticket<Q, A>> tickets) {
		switch (failure) {
			case TryAgainException e -> {
				log.warn("The store couldn't do {} requests in time: {}", tickets.size(), e.getMessage());
				fail(tickets, new OverloadedException("The store couldn't do it in time: " + e.getMessage()));
			}
			case OverloadedException e -> failKnowingly(tickets, e);
			case OutcomeUnknownException e -> failKnowingly(tickets, e);
			case Error e -> {
				// Nothing is tried again, because the error may have come after the
				// work was done.
				log.error("The store failed at {} requests", tickets.size(), e);
				fail(tickets, new OutcomeUnknownException("The store failed", e));
			}
			default -> answerOneByOne(tickets, failure);
		}
	}

	private void failKnowingly(List<Ticket<Q, A>> tickets, RuntimeException failure) {
		log.warn("The store couldn't do {} requests: {}", tickets.size(), failure.getMessage());
		fail(tickets, failure);
	}

	private void answerOneByOne(List<Ticket<Q, A>> tickets, Throwable failure) {
		if (tickets.size() == 1) {
			fail(tickets, failure);
		}
		else {
			tickets.stream().filter(ticket -> !ticket.isAnswered()).forEach(ticket -> answer(List.of(ticket)));
		}
	}

	private void fail(List<Ticket<Q, A>> tickets, Throwable failure) {
		tickets.forEach(ticket -> ticket.fail(failure));
	}

}
