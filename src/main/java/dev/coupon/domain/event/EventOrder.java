package dev.coupon.domain.event;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.event.EventReader.Part;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.domain.log.LogEntry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the coupons and the entries of a run into the order in which they happened. An
 * entry says how many coupons were issued before it.
 */
final class EventOrder {

	private final EventRun run;

	private final List<Event> events = new ArrayList<>();

	private Reach reach;

	/**
	 * @param reach how far the run is read
	 */
	EventOrder(EventRun run, Reach reach) {
		this.run = run;
		this.reach = reach;
	}

	/** The events that were put into order. */
	List<Event> events() {
		return events;
	}

	/** The position of a reader who has read these events. */
	EventPosition position() {
		return run.at(reach);
	}

	/**
	 * Puts the first events of a part into order.
	 * @param part the part of the run that isn't read: as many coupons and as many
	 * entries as the limit says, or all that are left
	 */
	void read(Part part, int limit) {
		Iterator<Coupon> coupons = part.coupons().iterator();
		Iterator<LogEntry> entries = part.entries().iterator();
		Coupon coupon = next(coupons);
		LogEntry entry = next(entries);
		for (int taken = 0; taken < limit; taken++) {
			if (entry != null && (coupon == null || entry.afterCoupon() < coupon.sequence())) {
				add(entry, part);
				entry = next(entries);
			}
			else if (coupon != null) {
				reach = new Reach(coupon.sequence(), reach.entries());
				events.add(Event.issued(coupon, run, reach));
				coupon = next(coupons);
			}
			else {
				reach = run.to();
				return;
			}
		}
	}

	private static <T> @Nullable T next(Iterator<T> items) {
		return items.hasNext() ? items.next() : null;
	}

	private void add(LogEntry entry, Part part) {
		reach = new Reach(Math.max(reach.coupons(), entry.afterCoupon()), entry.ordinal());
		Coupon about = entry.coupon() == null ? null : part.about().get(entry.coupon().sequence());
		if (entry.coupon() == null || about != null) {
			events.add(Event.logged(entry, about, run, reach));
		}
	}

}
