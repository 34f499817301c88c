package dev.coupon.repository;

import dev.coupon.domain.CampaignRepository.OutcomeUnknownException;
import dev.coupon.domain.CampaignRepository.OverloadedException;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

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

	private static final Logger log = LoggerFactory.getLogger(BatchQueue.class);

	/**
	 * How long a request that is being worked on is waited for, as a multiple of the
	 * deadline.
	 */
	private static final int PATIENCE = 3;

	private static final int LOOKS_IN_A_DEADLINE = 20;

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

	private final Map<String, Lane<Q, A>> lanes = new ConcurrentHashMap<>();

	private final AtomicInteger waiting = new AtomicInteger();

	/** One is taken by each caller. */
	private final Semaphore permits = new Semaphore(Integer.MAX_VALUE);

	private final ExecutorService threads;

	private final ThreadPoolTaskScheduler watch = new ThreadPoolTaskScheduler();

	private final Limits limits;

	private final Batch<Q, A> work;

	private final Retries retries;

	private final BatchMeters meters;

	private final Clock clock;

	private volatile boolean closed;

	/**
	 * @param name what it is for; names its threads and tags its meters
	 */
	public BatchQueue(String name, Limits limits, Batch<Q, A> work, MeterRegistry registry) {
		this.limits = limits;
		this.work = work;
		this.retries = new Retries(limits.deadline);
		this.meters = new BatchMeters(name, waiting, registry);
		this.clock = registry.config().clock();
		// A native call would pin the carrier of a virtual thread.
		this.threads = Executors.newFixedThreadPool(limits.threads,
				Thread.ofPlatform().name("store-" + name + "-", 1).factory());
		startWatch(name);
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	private void startWatch(String name) {
		watch.setThreadNamePrefix("store-" + name + "-watch-");
		watch.setDaemon(true);
		watch.initialize();
		watch.scheduleWithFixedDelay(this::giveUpWhatIsLate, limits.deadline.dividedBy(LOOKS_IN_A_DEADLINE));
	}

	/**
	 * Does a request, together with others of its lane.
	 * @throws OverloadedException if there is no room or no time for it: it is not done
	 * and won't be
	 * @throws OutcomeUnknownException if there is no telling whether it is done
	 */
	public A run(String lane, Q request) {
		if (closed || !permits.tryAcquire()) {
			throw new OverloadedException("The store is closing");
		}
		try {
			Ticket<Q, A> ticket = new Ticket<>(request, clock.monotonicTime());
			enqueue(lane, ticket);
			return ticket.await();
		}
		finally {
			permits.release();
		}
	}

	private void enqueue(String lane, Ticket<Q, A> ticket) {
		if (waiting.incrementAndGet() > limits.maxWaiting) {
			waiting.decrementAndGet();
			throw new OverloadedException("The store's queue is full");
		}
		lanes.compute(lane, (key, present) -> {
			Lane<Q, A> open = present == null ? open(key) : present;
			open.add(ticket);
			return open;
		});
	}

	private Lane<Q, A> open(String lane) {
		threads.execute(() -> serve(lane));
		return new Lane<>();
	}

	/** One look at all requests is cheaper than an alarm for each. */
	private void giveUpWhatIsLate() {
		long now = clock.monotonicTime();
		lanes.keySet().forEach(name -> lanes.computeIfPresent(name, (key, lane) -> {
			List<Ticket<Q, A>> late = lane.late(now - limits.deadline.toNanos());
			waiting.addAndGet(-late.size());
			late.forEach(ticket -> ticket.giveUp("The store had no time for a request"));
			lane.failIfUnderWaySince(now - PATIENCE * limits.deadline.toNanos());
			return lane;
		}));
	}

	/** Does a lane's next batch, and lets it queue for another one behind other lanes. */
	private void serve(String name) {
		List<Ticket<Q, A>> next = new ArrayList<>();
		Lane<Q, A> open = lanes.computeIfPresent(name, (key, lane) -> {
			next.addAll(lane.next(limits.maxBatch, clock.monotonicTime()));
			return next.isEmpty() ? null : lane;
		});
		if (open == null) {
			return;
		}
		waiting.addAndGet(-next.size());
		List<Ticket<Q, A>> batch = next.stream().filter(Ticket::take).toList();
		try {
			if (!batch.isEmpty()) {
				meters.record(batch.size(), () -> work(batch));
			}
		}
		finally {
			threads.execute(() -> serve(name));
		}
	}

	private void work(List<Ticket<Q, A>> batch) {
		List<Q> requests = batch.stream().map(Ticket::request).toList();
		try {
			List<? extends A> answers = retries.run(again -> attempt(requests, again));
			for (int i = 0; i < batch.size(); i++) {
				batch.get(i).answer(answers.get(i));
			}
		}
		catch (TryAgainException e) {
			log.warn("The store couldn't do {} requests in time: {}", batch.size(), e.getMessage());
			fail(batch, new OverloadedException("The store couldn't do it in time: " + e.getMessage()));
		}
		catch (OverloadedException | OutcomeUnknownException e) {
			log.warn("The store couldn't do {} requests: {}", batch.size(), e.getMessage());
			fail(batch, e);
		}
		catch (Error e) {
			// It may have struck after the work was done, so nothing is done again.
			log.error("The store failed at {} requests", batch.size(), e);
			fail(batch, new OutcomeUnknownException("The store failed", e));
		}
		catch (RuntimeException e) {
			if (batch.size() == 1) {
				fail(batch, e);
			}
			else {
				batch.stream().filter(ticket -> !ticket.isAnswered()).forEach(ticket -> work(List.of(ticket)));
			}
		}
	}

	private List<? extends A> attempt(List<Q> requests, boolean again) {
		if (again) {
			meters.repeated();
		}
		return work.run(requests, again);
	}

	private void fail(List<Ticket<Q, A>> batch, Throwable failure) {
		batch.forEach(ticket -> ticket.fail(failure));
	}

	/** Takes no more requests, and returns when all are answered. */
	@Override
	public void close() {
		closed = true;
		try {
			if (!permits.tryAcquire(Integer.MAX_VALUE, PATIENCE * limits.deadline.toMillis(), TimeUnit.MILLISECONDS)) {
				log.warn("The store closes although requests are not answered");
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		watch.shutdown();
		threads.shutdown();
	}

}
