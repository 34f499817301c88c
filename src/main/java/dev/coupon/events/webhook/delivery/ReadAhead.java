package dev.coupon.events.webhook.delivery;

import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.service.event.EventService;
import org.jspecify.annotations.Nullable;

/**
 * Reads the next events of a webhook. It remembers the part of the feed in which nothing
 * was found lately, and for which selection, because another one may find something
 * there.
 */
final class ReadAhead {

	private final EventService events;

	private @Nullable Part empty;

	private record Part(EventSelection selection, EventPosition from, EventPosition to) {
	}

	ReadAhead(EventService events) {
		this.events = events;
	}

	/**
	 * The next events; none only at the end of the feed.
	 * @param position how far the webhook has come
	 * @param limit the largest number of events, unless they have to be looked for
	 */
	EventPage next(EventPosition position, EventSelection selection, int limit) {
		EventPosition after = empty != null && empty.from.equals(position) && empty.selection.equals(selection)
				? empty.to : position;
		EventPage page = events.page(selection, after, limit);
		if (page.items().isEmpty() && !page.end()) {
			page = events.next(selection, page.nextAfter(), Messages.BATCH);
		}
		if (page.items().isEmpty()) {
			empty = new Part(selection, position, page.nextAfter());
		}
		return page;
	}

}
