package dev.coupon.store.rate;

import dev.coupon.caller.rate.SharedBuckets;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.store.batch.BatchQueue;
import dev.coupon.store.batch.BatchQueue.Limits;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shared buckets behind a queue. Requests to any buckets that come together share the
 * round trips to the store. Since nothing is counted beforehand, a rate is kept exactly.
 */
public final class QueuedBuckets implements SharedBuckets, AutoCloseable {

	/** The number of threads, which is also the number of connections that they use. */
	public static final int THREADS = 1;

	/**
	 * The part of a request's deadline that it waits for its turn at the buckets, because
	 * it must not wait long for a store that can't do it afterwards either. With its turn
	 * it waits for three times as long at most.
	 */
	private static final int PART_OF_DEADLINE = 5;

	private static final Duration SHORTEST_DEADLINE = Duration.ofMillis(100);

	private final BucketStates states;

	private final BatchQueue<Ask, Answer> queue;

	/** An answer to a request. A failure is one, too, so that nothing is tried again. */
	private sealed interface Answer {

		record Told(Level level) implements Answer {
		}

		record Failed(RuntimeException failure) implements Answer {
		}

	}

	/**
	 * @param changing the limits of the queue for changes in the same store
	 */
	public QueuedBuckets(BucketStates states, Limits changing, MeterRegistry meters) {
		this.states = states;
		Duration part = changing.deadline().dividedBy(PART_OF_DEADLINE);
		Duration deadline = part.compareTo(SHORTEST_DEADLINE) < 0 ? SHORTEST_DEADLINE : part;
		this.queue = new BatchQueue<>("limit",
				new Limits(THREADS, changing.maxBatch(), changing.maxWaiting(), deadline), this::answer, meters);
	}

	@Override
	public Level ask(Ask ask) {
		return switch (queue.run("", ask)) {
			case Answer.Told told -> told.level;
			case Answer.Failed failed -> throw new OverloadedException(String.valueOf(failed.failure.getMessage()));
		};
	}

	/** The place of a request among those to the same bucket. */
	private record Place(Asks turn, int index) {
	}

	private List<Answer> answer(List<Ask> asks) {
		Map<String, Asks> turns = new HashMap<>();
		List<Place> places = asks.stream().map(ask -> {
			Asks turn = turns.computeIfAbsent(ask.id(), id -> new Asks());
			return new Place(turn, turn.add(ask));
		}).toList();
		try {
			states.take(Collections.unmodifiableMap(turns));
		}
		catch (RuntimeException e) {
			return Collections.nCopies(asks.size(), new Answer.Failed(e));
		}
		return places.stream().<Answer>map(place -> new Answer.Told(place.turn.levels().get(place.index))).toList();
	}

	/** Accepts no more requests, and answers those under way at once. */
	public void giveUp() {
		queue.giveUp();
	}

	@Override
	public void close() {
		queue.close();
	}

}
