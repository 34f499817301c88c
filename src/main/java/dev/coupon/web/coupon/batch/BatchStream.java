package dev.coupon.web.coupon.batch;

import dev.coupon.caller.Callers;
import dev.coupon.web.coupon.batch.row.Row;
import dev.coupon.web.coupon.batch.row.RowSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works on the rows of a batch while they arrive, many at the same time, and hands out
 * the answers in the order of the rows. A limited number of rows is in memory: no more
 * are read until their answers are taken.
 */
final class BatchStream implements AutoCloseable {

	/** The number of rows that are read before the answer to the first is taken. */
	private static final int WINDOW = 256;

	private final RowSource rows;

	private final RowIssuer issuer;

	private final Callers callers;

	/** Limits the rows that are in the store, for all batches together. */
	private final Semaphore places;

	private final Semaphore window = new Semaphore(WINDOW);

	/** The answers; after them an empty one, or the failure that ended the reading. */
	private final BlockingQueue<CompletableFuture<@Nullable RowAnswer>> answers = new LinkedBlockingQueue<>();

	/** Opened when the answer has begun. */
	private final CountDownLatch begun = new CountDownLatch(1);

	private @Nullable Thread reader;

	private volatile boolean closed;

	BatchStream(RowSource rows, RowIssuer issuer, Callers callers, Semaphore places) {
		this.rows = rows;
		this.issuer = issuer;
		this.callers = callers;
		this.places = places;
	}

	/** Starts to read rows for the caller for whom the current thread works. */
	void start() {
		reader = Thread.ofVirtual().name("batch-reader").start(callers.forCurrent(this::read));
	}

	private void read() {
		try {
			for (Row row = rows.next(); row != null && !closed; row = rows.next()) {
				window.acquireUninterruptibly();
				if (closed) {
					break;
				}
				answers.add(begin(issuer.work(row)));
				awaitBeginning();
			}
			answers.add(CompletableFuture.completedFuture(null));
		}
		catch (IOException | RuntimeException | Error e) {
			answers.add(CompletableFuture.failedFuture(e));
		}
	}

	/**
	 * Waits until the answer has begun, because a body that breaks off before that is
	 * refused as a whole by the server, whatever was done with its rows.
	 */
	private void awaitBeginning() {
		try {
			begun.await();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** Notes that the answer has begun, so that rows after the first may be read. */
	void goOn() {
		begun.countDown();
	}

	private CompletableFuture<@Nullable RowAnswer> begin(Supplier<RowAnswer> work) {
		CompletableFuture<@Nullable RowAnswer> answer = new CompletableFuture<>();
		Thread.startVirtualThread(callers.forCurrent(() -> {
			places.acquireUninterruptibly();
			try {
				answer.complete(work.get());
			}
			finally {
				places.release();
			}
		}));
		return answer;
	}

	/** Tells whether the next answer is known, so that taking it doesn't wait. */
	@SuppressWarnings("ThreadPriorityCheck") // Virtual threads take turns in a queue.
	boolean isNextReady() {
		if (isDone()) {
			return true;
		}
		Thread.yield();
		return isDone();
	}

	private boolean isDone() {
		CompletableFuture<?> next = answers.peek();
		return next != null && next.isDone();
	}

	/**
	 * The next answer; null at the end.
	 * @throws IOException if the rows couldn't be read further
	 */
	@Nullable RowAnswer next() throws IOException {
		try {
			RowAnswer answer = answers.take().get();
			window.release();
			return answer;
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
		catch (ExecutionException e) {
			switch (e.getCause()) {
				case IOException failure -> throw failure;
				case RuntimeException failure -> throw failure;
				case null, default -> throw new IllegalStateException(e);
			}
		}
	}

	/**
	 * Stops reading, and waits until nothing of the request is read any more. Rows that
	 * are being worked on are finished.
	 */
	@Override
	public void close() {
		closed = true;
		goOn();
		window.release();
		boolean interrupted = false;
		while (reader != null && reader.isAlive()) {
			try {
				reader.join();
			}
			catch (InterruptedException e) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
