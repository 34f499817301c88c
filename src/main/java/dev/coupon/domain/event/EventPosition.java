package dev.coupon.domain.event;

import dev.coupon.domain.event.EventRun.Reach;

/**
 * The position of a reader of the feed: all runs before this one are read, and this one
 * is read up to a place in it.
 *
 * @param run the position of a run, 1 or more; 0 before the first one
 * @param reach how far that run is read
 */
public record EventPosition(long run, Reach reach) {

	/** The position of a reader who has read nothing yet. */
	public static final EventPosition START = new EventPosition(0, Reach.START);

	/**
	 * Tells whether a reader at this position has read something that is not before
	 * another.
	 */
	public boolean isAfter(EventPosition end) {
		return run > end.run
				|| (run == end.run && (reach.coupons() > end.reach.coupons() || reach.entries() > end.reach.entries()));
	}

}
