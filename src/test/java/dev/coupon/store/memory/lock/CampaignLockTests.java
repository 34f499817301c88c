package dev.coupon.store.memory.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The lock of a campaign is fair to all who wait for it, although writers try first. */
class CampaignLockTests {

	private static final int WRITERS = 8;

	static final List<Thread.Builder> THREADS = List.of(Thread.ofVirtual(), Thread.ofPlatform());

	private final CampaignLock lock = new CampaignLock();

	/** Changed with the lock only. */
	private int written;

	@ParameterizedTest
	@FieldSource("THREADS")
	void aFloodOfWritersStarvesNoReader(Thread.Builder threads) throws InterruptedException {
		int reads = 200;
		AtomicBoolean over = new AtomicBoolean();
		AtomicInteger writes = new AtomicInteger();
		List<Thread> writers = start(WRITERS, threads, () -> {
			while (!over.get()) {
				lock.writing(() -> {
					pause();
					return writes.incrementAndGet();
				});
			}
		});
		await().until(() -> writes.get() > WRITERS);

		List<Integer> passed = IntStream.range(0, reads).mapToObj(i -> {
			int before = writes.get();
			return lock.reading(writes::get) - before;
		}).sorted().toList();
		over.set(true);
		join(writers);

		// One write of each writer passes a read; with an unfair lock, hundreds do.
		assertThat(passed.get(reads / 2)).as("median").isLessThan(5 * WRITERS);
	}

	@ParameterizedTest
	@FieldSource("THREADS")
	void twoNeverWriteAtOnce(Thread.Builder threads) throws InterruptedException {
		int each = 20_000;

		join(start(WRITERS, threads, () -> {
			for (int i = 0; i < each; i++) {
				lock.writing(() -> ++written);
			}
		}));

		assertThat(lock.reading(() -> written)).isEqualTo(WRITERS * each);
	}

	@Test
	void whoQueuesHasTheTurnInTheOrderOfArrival() throws InterruptedException {
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		List<String> turns = Collections.synchronizedList(new ArrayList<>());
		Thread first = Thread.ofPlatform().start(() -> lock.reading(() -> {
			held.countDown();
			return waitFor(release);
		}));
		held.await();

		List<Thread> waiting = Stream.of("write 1", "read 1", "write 2", "read 2").map(name -> {
			Thread thread = Thread.ofPlatform().start(() -> {
				if (name.startsWith("write")) {
					lock.writing(() -> turns.add(name));
				}
				else {
					lock.reading(() -> turns.add(name));
				}
			});
			await(name).until(() -> thread.getState() == Thread.State.WAITING);
			return thread;
		}).toList();
		release.countDown();
		join(waiting);
		first.join();

		assertThat(turns).containsExactly("write 1", "read 1", "write 2", "read 2");
	}

	@Test
	void severalReadAtOnce() throws InterruptedException {
		CountDownLatch together = new CountDownLatch(2);

		List<Thread> readers = start(2, Thread.ofVirtual(), () -> lock.reading(() -> {
			together.countDown();
			return waitFor(together);
		}));
		join(readers);

		assertThat(together.getCount()).isZero();
	}

	/** A change of some microseconds. */
	private static void pause() {
		for (int i = 0; i < 200; i++) {
			Thread.onSpinWait();
		}
	}

	private static boolean waitFor(CountDownLatch latch) {
		try {
			latch.await();
			return true;
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	private static List<Thread> start(int count, Thread.Builder threads, Runnable step) {
		return IntStream.range(0, count).mapToObj(i -> threads.start(step)).toList();
	}

	private static void join(List<Thread> threads) throws InterruptedException {
		for (Thread thread : threads) {
			thread.join();
		}
	}

}
