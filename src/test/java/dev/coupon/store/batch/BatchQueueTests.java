package dev.coupon.store.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.store.batch.BatchQueue.Limits;
import dev.coupon.store.batch.retry.TryAgainException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchQueueTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	/** Holds up whatever comes in a lane named "held". */
	private final CountDownLatch gate = new CountDownLatch(1);

	private final CountDownLatch atTheGate = new CountDownLatch(1);

	private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();

	/** The thread of the latest request. */
	private volatile Thread sender = Thread.currentThread();

	@AfterEach
	void letEverybodyGo() {
		gate.countDown();
		// Interrupts those who hang, so that a failure doesn't.
		callers.shutdownNow();
	}

	private BatchQueue<Integer, String> queue(Limits limits) {
		return new BatchQueue<>("test", limits, this::answer, meters);
	}

	private List<String> answer(List<Integer> requests) {
		if (requests.equals(List.of(0))) {
			atTheGate.countDown();
			await(gate);
		}
		batches.add(requests);
		return requests.stream().map(request -> "answer " + request).toList();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Sends request 0, which waits at the gate, and then others one after another. */
	private List<CompletableFuture<String>> sendWhileOneIsUnderWay(BatchQueue<Integer, String> queue, int others) {
		List<CompletableFuture<String>> answers = new ArrayList<>();
		answers.add(send(queue, "lane", 0));
		await(atTheGate);
		for (int i = 1; i <= others; i++) {
			int waiting = i;
			answers.add(send(queue, "lane", i));
			// A request is counted shortly before it is in its place in the lane.
			while (meters.get("coupon.store.waiting").gauge().value() < waiting || !isWaiting(sender)) {
				Thread.onSpinWait();
			}
		}
		return answers;
	}

	private CompletableFuture<String> send(BatchQueue<Integer, String> queue, String lane, int request) {
		return CompletableFuture.supplyAsync(() -> {
			sender = Thread.currentThread();
			return queue.run(lane, request);
		}, callers);
	}

	private static boolean isWaiting(Thread thread) {
		return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
	}

	private static void assertOverloaded(CompletableFuture<String> answer) {
		assertThatThrownBy(answer::join).isInstanceOf(CompletionException.class)
			.hasCauseInstanceOf(OverloadedException.class);
	}

	@Test
	void doesALoneRequestAtOnce() {
		try (BatchQueue<Integer, String> queue = queue(new Limits(1, 10, 10, LONG))) {
			assertThat(queue.run("lane", 7)).isEqualTo("answer 7");
			assertThat(batches).containsExactly(List.of(7));
		}
	}

	@Test
	void putsWhatComesMeanwhileIntoTheNextBatchInItsOrder() {
		try (BatchQueue<Integer, String> queue = queue(new Limits(1, 10, 10, LONG))) {
			List<CompletableFuture<String>> answers = sendWhileOneIsUnderWay(queue, 5);
			gate.countDown();

			assertThat(answers).extracting(CompletableFuture::join)
				.containsExactly("answer 0", "answer 1", "answer 2", "answer 3", "answer 4", "answer 5");
			assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3, 4, 5));
		}
	}

	@Test
	void limitsTheSizeOfABatch() {
		try (BatchQueue<Integer, String> queue = queue(new Limits(1, 2, 10, LONG))) {
			List<CompletableFuture<String>> answers = sendWhileOneIsUnderWay(queue, 5);
			gate.countDown();

			answers.forEach(CompletableFuture::join);
			assertThat(batches).containsExactly(List.of(0), List.of(1, 2), List.of(3, 4), List.of(5));
		}
	}

	@Test
	void doesOtherLanesMeanwhile() {
		try (BatchQueue<Integer, String> queue = queue(new Limits(2, 10, 10, LONG))) {
			CompletableFuture<String> held = send(queue, "lane", 0);
			await(atTheGate);

			assertThat(queue.run("another lane", 1)).isEqualTo("answer 1");
			assertThat(held).isNotDone();
			gate.countDown();
		}
	}

	@Test
	void refusesAtOnceWhatTheQueueHasNoRoomFor() {
		try (BatchQueue<Integer, String> queue = queue(new Limits(1, 10, 3, LONG))) {
			List<CompletableFuture<String>> answers = sendWhileOneIsUnderWay(queue, 3);

			assertThatThrownBy(() -> queue.run("lane", 9)).isInstanceOf(OverloadedException.class);
			assertThatThrownBy(() -> queue.run("another lane", 9)).isInstanceOf(OverloadedException.class);
			gate.countDown();
			answers.forEach(CompletableFuture::join);
			assertThat(queue.run("lane", 9)).isEqualTo("answer 9");
		}
	}

	@Test
	void neverDoesWhatWasGivenUp() {
		try (BatchQueue<Integer, String> queue = queue(new Limits(1, 10, 10, Duration.ofMillis(200)))) {
			List<CompletableFuture<String>> answers = sendWhileOneIsUnderWay(queue, 2);

			assertOverloaded(answers.get(1));
			assertOverloaded(answers.get(2));
			gate.countDown();
			assertThat(answers.getFirst().join()).isEqualTo("answer 0");
			assertThat(queue.run("lane", 3)).isEqualTo("answer 3");
			assertThat(batches).containsExactly(List.of(0), List.of(3));
		}
	}

	@Test
	void canNotTellWhatBecameOfARequestThatTheStoreDoesNotAnswer() {
		try (BatchQueue<Integer, String> queue = queue(new Limits(1, 10, 10, Duration.ofMillis(50)))) {
			CompletableFuture<String> held = send(queue, "lane", 0);

			assertThatThrownBy(held::join).hasCauseInstanceOf(OutcomeUnknownException.class);
			gate.countDown();
		}
	}

	@Test
	void triesAgainWhatMayPass() {
		AtomicInteger attempts = new AtomicInteger();
		try (BatchQueue<Integer, String> queue = new BatchQueue<>("test", new Limits(1, 10, 10, LONG), requests -> {
			if (attempts.incrementAndGet() < 4) {
				throw new TryAgainException("It passes", new IllegalStateException());
			}
			return List.of("done");
		}, meters)) {
			assertThat(queue.run("lane", 1)).isEqualTo("done");
			assertThat(attempts).hasValue(4);
			assertThat(meters.get("coupon.store.retries").counter().count()).isEqualTo(3);
		}
	}

	@Test
	void refusesWhatCouldNotBeDoneInTime() {
		try (BatchQueue<Integer, String> queue = new BatchQueue<>("test", new Limits(1, 10, 10, Duration.ofMillis(100)),
				requests -> {
					throw new TryAgainException("It doesn't pass", new IllegalStateException());
				}, meters)) {
			assertThatThrownBy(() -> queue.run("lane", 1)).isInstanceOf(OverloadedException.class);
		}
	}

	@Test
	void failsOnlyTheRequestAtFault() {
		List<List<Integer>> attempted = new CopyOnWriteArrayList<>();
		try (BatchQueue<Integer, String> queue = new BatchQueue<>("test", new Limits(1, 10, 10, LONG), requests -> {
			attempted.add(requests);
			if (requests.contains(3)) {
				throw new IllegalArgumentException("Three is at fault");
			}
			return answer(requests);
		}, meters)) {
			List<CompletableFuture<String>> answers = sendWhileOneIsUnderWay(queue, 4);
			gate.countDown();

			assertThatThrownBy(answers.get(3)::join).hasCauseInstanceOf(IllegalArgumentException.class);
			assertThat(List.of(1, 2, 4)).allMatch(i -> answers.get(i).join().equals("answer " + i));
			assertThat(attempted).containsExactly(List.of(0), List.of(1, 2, 3, 4), List.of(1), List.of(2), List.of(3),
					List.of(4));
		}
	}

	@Test
	void repeatsNothingWhoseOutcomeIsUnknown() {
		AtomicInteger attempts = new AtomicInteger();
		try (BatchQueue<Integer, String> queue = new BatchQueue<>("test", new Limits(1, 10, 10, LONG), requests -> {
			attempts.incrementAndGet();
			throw new OutcomeUnknownException("Who knows?",
					new TryAgainException("It might pass", new IllegalStateException()));
		}, meters)) {
			assertThatThrownBy(() -> queue.run("lane", 1)).isInstanceOf(OutcomeUnknownException.class);
			assertThat(attempts).hasValue(1);
		}
	}

	@Test
	void doesNothingTwiceAfterAnErrorThatMayHaveStruckTooLate() {
		AtomicInteger attempts = new AtomicInteger();
		try (BatchQueue<Integer, String> queue = new BatchQueue<>("test", new Limits(1, 10, 10, LONG), requests -> {
			List<String> answers = answer(requests);
			if (requests.size() > 1) {
				attempts.incrementAndGet();
				throw new OutOfMemoryError("After the work");
			}
			return answers;
		}, meters)) {
			List<CompletableFuture<String>> answers = sendWhileOneIsUnderWay(queue, 2);
			gate.countDown();

			assertThatThrownBy(answers.get(1)::join).hasCauseInstanceOf(OutcomeUnknownException.class);
			assertThatThrownBy(answers.get(2)::join).hasCauseInstanceOf(OutcomeUnknownException.class);
			assertThat(attempts).hasValue(1);
			assertThat(batches).containsExactly(List.of(0), List.of(1, 2));
		}
	}

	@Test
	void finishesWhatHasComeBeforeItCloses() {
		BatchQueue<Integer, String> queue = queue(new Limits(1, 1, 10, LONG));
		List<CompletableFuture<String>> answers = sendWhileOneIsUnderWay(queue, 4);
		CompletableFuture<Void> closed = CompletableFuture.runAsync(queue::close, callers);
		gate.countDown();
		closed.join();

		assertThat(answers).allSatisfy(answer -> assertThat(answer).succeedsWithin(Duration.ofSeconds(5)));
		assertThatThrownBy(() -> queue.run("lane", 9)).isInstanceOf(OverloadedException.class);
	}

	@Test
	void answersEvenIfTheThreadThatClosesIsInterrupted() {
		BatchQueue<Integer, String> queue = queue(new Limits(1, 1, 10, LONG));
		List<CompletableFuture<String>> answers = sendWhileOneIsUnderWay(queue, 2);
		Thread.currentThread().interrupt();
		queue.close();

		assertThat(Thread.interrupted()).isTrue();
		assertThatThrownBy(answers.get(0)::join).hasCauseInstanceOf(OutcomeUnknownException.class);
		assertOverloaded(answers.get(1));
		assertOverloaded(answers.get(2));
	}

	@Test
	void answersEveryOneOfMany() throws Exception {
		int threads = 64;
		CyclicBarrier start = new CyclicBarrier(threads);
		try (BatchQueue<Integer, String> queue = queue(new Limits(4, 16, 1_000, LONG))) {
			List<CompletableFuture<Void>> all = IntStream.range(1, threads + 1)
				.mapToObj(thread -> CompletableFuture.runAsync(() -> {
					try {
						start.await();
					}
					catch (Exception e) {
						throw new IllegalStateException(e);
					}
					for (int i = 0; i < 500; i++) {
						int request = thread * 1_000 + i;
						assertThat(queue.run("lane " + i % 8, request)).isEqualTo("answer " + request);
					}
				}, callers))
				.toList();
			all.forEach(CompletableFuture::join);
		}
		assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(threads * 500);
		assertThat(batches).allMatch(batch -> batch.size() <= 16);
	}

}
