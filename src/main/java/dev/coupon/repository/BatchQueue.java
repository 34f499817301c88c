package dev.coupon.repository;

import dev.coupon.domain.CampaignRepository.OutcomeUnknownException;
import dev.coupon.domain.CampaignRepository.OverloadedException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests that come while a batch is under way go into the next one together, so
 * that many share what a batch costs, such as a commit to disk. Nobody waits for a batch
 * to fill up: a lone request is a batch of one.
 *
 * <p>
 * Requests wait in lanes, in the order in which they come. A lane does one batch at a
 * time; of the lanes, as many are at work as there are threads, in turn. A batch is done
 * as a whole or not at all. One that can't be done now is tried again, with growing
 * pauses, until its time is up. Of one that fails each request is tried alone, so that
 * the one at fault doesn't harm the others.
 *
 * @param <Q> a request
 * @param <A> its answer
 */
public final class BatchQueue<Q, A> implements AutoCloseable {

	/**
	 * How long a request that is being worked on is waited for, as a multiple of the
	 * deadline.
	 */
	private static final int PATIENCE = 3;

	private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

	/** How a batch is done. */
	@FunctionalInterface
	public interface Batch<Q, A> {

		/**
		 * Does all or nothing.
		 * @param again whether this was tried before
		 * @return an answer to each request, in their order
		 * @throws TryAgainException if nothing was done, and another attempt may succeed
		 * @throws OutcomeUnknownException if there is no telling
		 */
		List<? extends A> run(List<Q> requests, boolean again);

	}

	/**
	 * How much is done at once.
	 *
	 * @param threads how many lanes are at work at the same time, 1 or more
	 * @param maxBatch how many requests are in a batch at most, 1 or more
	 * @param maxWaiting how many requests may wait in all lanes together, 1 or more
	 * @param deadline how long a request waits to be worked on, and how long a batch is
	 * tried again
	 */
	public record Limits(int threads, int maxBatch, int maxWaiting, Duration deadline) {
	}

	private enum State {

		WAITING, TAKEN, GIVEN_UP

	}

	/** A request on its way. */
	private record Entry<Q, A>(Q request, CompletableFuture<A> answer, AtomicReference<State> state) {

		Entry(Q request) {
			this(request, new CompletableFuture<>(), new AtomicReference<>(State.WAITING));
		}

		boolean become(State next) {
			return state.compareAndSet(State.WAITING, next);
		}

	}

	private final Map<String, Queue<Entry<Q, A>>> lanes = new ConcurrentHashMap<>();

	private final AtomicInteger waiting = new AtomicInteger();

	private final AtomicInteger callers = new AtomicInteger();

	private final ExecutorService threads;

	private final Limits limits;

	private final Batch<Q, A> work;

	private final Retries retries;

	private final BatchMeters meters;

	private volatile boolean closed;

	/**
	 * @param name what it is for; names its threads and tags its meters
	 */
	public BatchQueue(String name, Limits limits, Batch<Q, A> work, MeterRegistry registry) {
		this.limits = limits;
		this.work = work;
		this.retries = new Retries(limits.deadline);
		// A native call would pin the carrier of a virtual thread.
		this.threads = Executors.newFixedThreadPool(limits.threads,
				Thread.ofPlatform().name("store-" + name + "-", 1).factory());
		this.meters = new BatchMeters(name, waiting, registry);
	}

	/**
	 * Does a request, together with others of its lane.
	 * @throws OverloadedException if there is no room or no time for it: it is not done
	 * and won't be
	 * @throws OutcomeUnknownException if there is no telling whether it is done
	 */
	public A run(String lane, Q request) {
		Entry<Q, A> entry = new Entry<>(request);
		callers.incrementAndGet();
		try {
			enqueue(lane, entry);
			return answer(entry);
		}
		finally {
			callers.decrementAndGet();
		}
	}

	private A answer(Entry<Q, A> entry) {
		try {
			return answer(entry, limits.deadline);
		}
		catch (TimeoutException e) {
			if (entry.become(State.GIVEN_UP)) {
				throw new OverloadedException("The store had no time for a request");
			}
		}
		try {
			return answer(entry, limits.deadline.multipliedBy(PATIENCE));
		}
		catch (TimeoutException e) {
			throw new OutcomeUnknownException("The store doesn't answer", e);
		}
	}

	private void enqueue(String lane, Entry<Q, A> entry) {
		if (closed) {
			throw new OverloadedException("The store is closing");
		}
		if (waiting.incrementAndGet() > limits.maxWaiting) {
			waiting.decrementAndGet();
			throw new OverloadedException("The store's queue is full");
		}
		lanes.compute(lane, (key, queue) -> {
			Queue<Entry<Q, A>> open = queue;
			if (open == null) {
				open = new ArrayDeque<>();
				threads.execute(() -> serve(lane));
			}
			open.add(entry);
			return open;
		});
	}

	private static <Q, A> A answer(Entry<Q, A> entry, Duration patience) throws TimeoutException {
		try {
			return entry.answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException e) {
			throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw entry.become(State.GIVEN_UP) ? new OverloadedException("Interrupted before the store was asked")
					: new OutcomeUnknownException("Interrupted while the store was at work", e);
		}
	}

	/** Does a lane's next batch, and lets it queue for another one behind other lanes. */
	private void serve(String lane) {
		List<Entry<Q, A>> batch = take(lane);
		if (batch == null) {
			return;
		}
		try {
			if (!batch.isEmpty()) {
				meters.record(batch.size(), () -> work(batch));
			}
		}
		finally {
			threads.execute(() -> serve(lane));
		}
	}

	/**
	 * What nobody has given up of a lane's next requests; null if it is empty and now
	 * closed.
	 */
	private @Nullable List<Entry<Q, A>> take(String lane) {
		List<Entry<Q, A>> batch = new ArrayList<>();
		Queue<Entry<Q, A>> open = lanes.computeIfPresent(lane, (key, queue) -> {
			if (queue.isEmpty()) {
				return null;
			}
			while (batch.size() < limits.maxBatch && !queue.isEmpty()) {
				Entry<Q, A> entry = queue.remove();
				waiting.decrementAndGet();
				if (entry.become(State.TAKEN)) {
					batch.add(entry);
				}
			}
			return queue;
		});
		return open == null ? null : batch;
	}

	private void work(List<Entry<Q, A>> batch) {
		List<Q> requests = batch.stream().map(Entry::request).toList();
		try {
			List<? extends A> answers = retries.run(again -> attempt(requests, again));
			for (int i = 0; i < batch.size(); i++) {
				batch.get(i).answer.complete(answers.get(i));
			}
		}
		catch (TryAgainException e) {
			fail(batch, new OverloadedException("The store couldn't do it in time: " + e.getMessage()));
		}
		catch (OverloadedException | OutcomeUnknownException e) {
			fail(batch, e);
		}
		catch (RuntimeException | Error e) {
			if (batch.size() == 1) {
				fail(batch, e);
			}
			else {
				batch.forEach(entry -> work(List.of(entry)));
			}
		}
	}

	private List<? extends A> attempt(List<Q> requests, boolean again) {
		if (again) {
			meters.repeated();
		}
		return work.run(requests, again);
	}

	private void fail(List<Entry<Q, A>> batch, Throwable failure) {
		batch.forEach(entry -> entry.answer.completeExceptionally(failure));
	}

	/** Takes no more requests, and returns when all are answered. */
	@Override
	public void close() {
		closed = true;
		Duration left = limits.deadline.multipliedBy(PATIENCE);
		try {
			while (callers.get() > 0 && left.isPositive()) {
				Thread.sleep(LOOK_AGAIN);
				left = left.minus(LOOK_AGAIN);
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		threads.shutdown();
	}

}
