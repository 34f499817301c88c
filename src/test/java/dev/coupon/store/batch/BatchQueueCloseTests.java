package dev.coupon.store.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.store.batch.BatchQueue.Limits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of requests, and of the threads that do them, when a queue closes. */
@Timeout(60)
class BatchQueueCloseTests {

	private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	/** Holds up a store that never answers. */
	private final Semaphore gate = new Semaphore(0);

	@AfterEach
	void letEverybodyGo() {
		gate.release(Integer.MAX_VALUE);
		// Interrupts those who hang, so that a failure doesn't.
		callers.shutdownNow();
	}

	@Test
	void closesWithoutAnErrorWhileRequestsAreUnderWay() {
		Random random = seeded();
		List<Throwable> errors = new CopyOnWriteArrayList<>();
		UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
		Thread.setDefaultUncaughtExceptionHandler((thread, error) -> errors.add(error));
		try {
			for (int close = 0; close < 400; close++) {
				BatchQueue<Integer, String> queue = new BatchQueue<>("test",
						new Limits(4, 8, 1_000, Duration.ofSeconds(20)),
						requests -> requests.stream().map(request -> "answer").toList(), meters);
				List<CompletableFuture<Void>> all = IntStream.range(0, 20)
					.mapToObj(caller -> CompletableFuture.runAsync(() -> askUntilRefused(queue, caller), callers))
					.toList();
				pause(random.nextInt(3));
				queue.close();
				assertAnswered(all);
			}
		}
		finally {
			Thread.setDefaultUncaughtExceptionHandler(before);
		}
		assertThat(errors).isEmpty();
	}

	private static void askUntilRefused(BatchQueue<Integer, String> queue, int caller) {
		try {
			for (int request = 1;; request++) {
				queue.run("lane " + caller % 6, request);
			}
		}
		catch (OverloadedException e) {
			// The queue is closed.
		}
	}

	@Test
	void leavesNoCallerWithoutAnAnswerEvenIfTheStoreNeverAnswers() {
		Random random = seeded();
		for (int close = 0; close < 20; close++) {
			BatchQueue<Integer, String> queue = new BatchQueue<>("test",
					new Limits(3, 4, 1_000, Duration.ofMillis(100)), requests -> {
						gate.acquireUninterruptibly();
						throw new IllegalStateException("The store is gone");
					}, meters);
			List<CompletableFuture<Void>> all = IntStream.range(0, 40).mapToObj(caller -> {
				int wait = random.nextInt(500);
				return CompletableFuture.runAsync(() -> {
					pause(wait);
					assertThatThrownBy(() -> queue.run("lane " + caller % 8, caller))
						.isInstanceOfAny(OverloadedException.class, OutcomeUnknownException.class);
				}, callers);
			}).toList();
			pause(random.nextInt(300));
			queue.close();
			pause(500);
			assertAnswered(all);
		}
	}

	/** Within a time that is far below the one after which a lone request is given up. */
	private static void assertAnswered(List<CompletableFuture<Void>> all) {
		assertThat(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
			.succeedsWithin(Duration.ofSeconds(5));
	}

	private static Random seeded() {
		long seed = new Random().nextLong();
		System.out.println("seed " + seed);
		return new Random(seed);
	}

	private static void pause(int millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

}
