package dev.coupon.events.webhook.delivery;

import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import org.jspecify.annotations.Nullable;

/**
 * The part of the feed that was read lately, with nothing of a selection in it. Another
 * selection may find something there.
 */
final class ReadAhead {

	private @Nullable Part empty;

	private record Part(EventSelection selection, EventPosition from, EventPosition to) {
	}

	/** The position after which to read, for a reader who has read up to another. */
	EventPosition after(EventPosition position, EventSelection selection) {
		return empty != null && empty.from.equals(position) && empty.selection.equals(selection) ? empty.to : position;
	}

	/** Remembers that there is nothing of a selection between two positions. */
	void remember(EventSelection selection, EventPosition from, EventPosition to) {
		empty = new Part(selection, from, to);
	}

}
