package dev.coupon.domain.port;

import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;

/**
 * The part of the port that gives the events of all campaigns one order, the feed. Events
 * of one campaign come in the order in which they happened. From a position on, nothing
 * is skipped: each event that is not before the position comes after it.
 */
public interface EventLog {

	/**
	 * Appends to the feed what has happened since it was last extended.
	 * @return the position of a reader who has read all of the feed
	 */
	EventPosition extendFeed();

	/**
	 * Reads events in the order of the feed, as far as it was extended. Events of coupons
	 * that are erased are left out.
	 * @param limit how many events to read at most
	 */
	EventPage events(EventSelection selection, EventPosition after, int limit);

}
