package dev.coupon.store.batch;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * A queue in which requests that come while a batch is under way go into the next batch
 * together. In this way, many requests share the cost of a batch, such as a commit to
 * disk. No request waits for a batch to fill up: a single request is a batch of one.
 *
 * <p>
 * Requests wait in lanes, in the order in which they come. A lane does one batch at a
 * time. As many lanes are at work as there are threads, and the lanes take turns.
 *
 * @param <Q> the type of a request
 * @param <A> the type of its answer
 */
public final class BatchQueue<Q, A> implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(BatchQueue.class);

	/**
	 * The time limit for a request that is being worked on, as a multiple of the
	 * deadline.
	 */
	private static final int PATIENCE = 3;

	/** The longest time that closing waits for requests. */
	private static final Duration MOMENT = Duration.ofSeconds(1);

	private static final String CLOSING = "The store is closing";

	private static final int LOOKS_IN_A_DEADLINE = 20;

	/**
	 * The limits of a queue.
	 *
	 * @param threads how many lanes are at work at the same time, 1 or more
	 * @param maxBatch how many requests are in a batch at most, 1 or more
	 * @param maxWaiting how many requests may wait in all lanes together, 1 or more
	 * @param deadline how long a request waits before it is worked on, and how long a
	 * batch is tried again
	 */
	public record Limits(int threads, int maxBatch, int maxWaiting, Duration deadline) {
	}

	private final Map<String, Lane<Q, A>> lanes = new ConcurrentHashMap<>();

	private final AtomicInteger waiting = new AtomicInteger();

	/** Counts the callers: each one holds a permit, and closing waits for all callers. */
	private final Semaphore callers = new Semaphore(Integer.MAX_VALUE);

	private final ExecutorService threads;

	private final ThreadPoolTaskScheduler watch = new ThreadPoolTaskScheduler();

	private final Limits limits;

	private final BatchRunner<Q, A> runner;

	private final Clock clock;

	/** Says that no new request is accepted. */
	private volatile boolean closed;

	/** Says that no request is begun, so that one that waits must be given up. */
	private volatile boolean stopped;

	/**
	 * @param name the purpose of the queue, which names its threads and tags its meters
	 * @param work the function that does a batch
	 */
	public BatchQueue(String name, Limits limits, Batch<Q, A> work, MeterRegistry registry) {
		this.limits = limits;
		this.runner = new BatchRunner<>(work, limits.deadline, new BatchMeters(name, waiting, registry));
		this.clock = registry.config().clock();
		// Platform threads are used, because a native call would pin the carrier of a
		// virtual thread.
		// When all is answered, a thread that wants to serve its lane again has nothing
		// to do, and is told nothing.
		this.threads = new ThreadPoolExecutor(limits.threads, limits.threads, 0, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), Thread.ofPlatform().name("store-" + name + "-", 1).factory(),
				new ThreadPoolExecutor.DiscardPolicy());
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
	 * @throws OverloadedException if there is no room or no time for it; the request is
	 * not done and won't be done
	 * @throws OutcomeUnknownException if it is unknown whether the request is done
	 */
	public A run(String lane, Q request) {
		if (closed || !callers.tryAcquire()) {
			throw new OverloadedException(CLOSING);
		}
		try {
			Ticket<Q, A> ticket = new Ticket<>(request, clock.monotonicTime());
			enqueue(lane, ticket);
			return ticket.await();
		}
		finally {
			callers.release();
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
		if (stopped) {
			// The lane may have been added too late for the closing thread to see it.
			ticket.giveUp(CLOSING);
		}
	}

	private Lane<Q, A> open(String lane) {
		threads.execute(() -> serve(lane));
		return new Lane<>();
	}

	/**
	 * Gives up the requests that are too late. It looks at all requests at once, because
	 * that is cheaper than a timer for each one.
	 */
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

	/**
	 * Does a lane's next batch, and queues the lane for another one behind the other
	 * lanes.
	 */
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
				runner.run(batch);
			}
		}
		finally {
			// All are answered, unless the attempt to answer has failed.
			batch.forEach(Ticket::abandon);
			threads.execute(() -> serve(name));
		}
	}

	/**
	 * Closes the queue: accepts no more requests, waits a moment for those under way, and
	 * {@link #giveUp gives up} the rest. The moment is short, because the web server has
	 * waited for its requests before.
	 */
	@Override
	public void close() {
		closed = true;
		try {
			if (!callers.tryAcquire(Integer.MAX_VALUE, MOMENT.toMillis(), TimeUnit.MILLISECONDS)) {
				log.warn("The store closes although requests are not answered");
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		giveUp();
		watch.shutdown();
		threads.shutdown();
	}

	/**
	 * Accepts no more requests, and answers all requests: as overloaded if they wait, and
	 * otherwise with an unknown outcome.
	 */
	public void giveUp() {
		closed = true;
		stopped = true;
		lanes.keySet().forEach(name -> lanes.computeIfPresent(name, (key, lane) -> {
			lane.giveUp(CLOSING);
			return lane;
		}));
	}

}
