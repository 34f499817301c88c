package dev.coupon.store.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are done in the order in which they come, one batch at a time. Except for
 * {@link #failIfUnderWaySince}, not for use by several threads at once.
 */
final class Lane<Q, A> {

	private final Queue<Ticket<Q, A>> waiting = new ArrayDeque<>();

	private volatile @Nullable Batch<Q, A> underWay;

	/** The requests that are being done, and the time since when. */
	private record Batch<Q, A>(List<Ticket<Q, A>> tickets, long since) {
	}

	boolean isEmpty() {
		return waiting.isEmpty();
	}

	void add(Ticket<Q, A> ticket) {
		waiting.add(ticket);
	}

	/**
	 * Takes the next requests out, up to a limit, as the batch that is now under way. The
	 * previous batch must be over.
	 */
	List<Ticket<Q, A>> next(int limit, long now) {
		List<Ticket<Q, A>> next = new ArrayList<>();
		while (next.size() < limit && !waiting.isEmpty()) {
			next.add(waiting.remove());
		}
		underWay = new Batch<>(next, now);
		return next;
	}

	/** Takes out the requests that came before an instant, and returns them. */
	List<Ticket<Q, A>> late(long instant) {
		List<Ticket<Q, A>> late = new ArrayList<>();
		for (Ticket<Q, A> first = waiting.peek(); first != null && first.since() < instant; first = waiting.peek()) {
			late.add(waiting.remove());
		}
		return late;
	}

	/** Answers all requests, those that are being done and those that wait. */
	void giveUp(String reason) {
		waiting.forEach(ticket -> ticket.giveUp(reason));
		waiting.clear();
		Batch<Q, A> batch = underWay;
		if (batch != null) {
			batch.tickets.stream().filter(ticket -> !ticket.giveUp(reason)).forEach(Ticket::abandon);
		}
	}

	/**
	 * Fails the batch if it has been under way since before an instant, so that its
	 * callers stop waiting.
	 */
	void failIfUnderWaySince(long instant) {
		Batch<Q, A> batch = underWay;
		if (batch != null && batch.since < instant) {
			batch.tickets.forEach(Ticket::abandon);
		}
	}

}
