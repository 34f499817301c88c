package dev.coupon.store.batch;

import dev.coupon.domain.CampaignRepository.OutcomeUnknownException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are done in the order in which they come, one batch at a time. Not for
 * use by several threads at once, but for {@link #failIfUnderWaySince}.
 */
final class Lane<Q, A> {

	private final Queue<Ticket<Q, A>> waiting = new ArrayDeque<>();

	private volatile @Nullable Batch<Q, A> underWay;

	/** What is being done, since when. */
	private record Batch<Q, A>(List<Ticket<Q, A>> tickets, long since) {
	}

	boolean isEmpty() {
		return waiting.isEmpty();
	}

	void add(Ticket<Q, A> ticket) {
		waiting.add(ticket);
	}

	/** Takes the next requests out, up to a limit. The batch before is over. */
	List<Ticket<Q, A>> next(int limit, long now) {
		List<Ticket<Q, A>> next = new ArrayList<>();
		while (next.size() < limit && !waiting.isEmpty()) {
			next.add(waiting.remove());
		}
		underWay = new Batch<>(next, now);
		return next;
	}

	/** Takes out what came before an instant, and returns it. */
	List<Ticket<Q, A>> late(long instant) {
		List<Ticket<Q, A>> late = new ArrayList<>();
		for (Ticket<Q, A> first = waiting.peek(); first != null && first.since() < instant; first = waiting.peek()) {
			late.add(waiting.remove());
		}
		return late;
	}

	/** Lets the callers go whose batch has been under way since before an instant. */
	void failIfUnderWaySince(long instant) {
		Batch<Q, A> batch = underWay;
		if (batch != null && batch.since < instant) {
			batch.tickets.forEach(ticket -> ticket.fail(new OutcomeUnknownException("The store doesn't answer", null)));
		}
	}

}
