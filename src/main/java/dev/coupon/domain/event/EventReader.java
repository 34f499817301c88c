package dev.coupon.domain.event;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.domain.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the events of a selection from the runs of a store. */
public final class EventReader {

	/** The number of runs that are read for one page at most. */
	private static final int RUNS_FOR_A_PAGE = 100;

	private final EventSelection selection;

	private final Runs runs;

	/** The runs of the feed as a store has them. */
	public interface Runs {

		/** The next run that isn't read to its end; null if there is none. */
		@Nullable EventRun next(EventPosition after);

		/**
		 * The next coupons and entries of a run. If the reader doesn't want issues, the
		 * store may leave out all coupons. It leaves out no entries.
		 * @param limit the largest number of coupons, and of entries. A shorter list is
		 * the end of the run.
		 */
		Part part(EventRun run, Reach after, int limit);

	}

	/**
	 * A part of a run as a store has it.
	 *
	 * @param coupons the next coupons, in the order of issue
	 * @param entries the next entries, in their order
	 * @param about the coupons that the entries are about, by their numbers. Coupons that
	 * are erased are missing, and with them the events about them.
	 */
	public record Part(List<Coupon> coupons, List<LogEntry> entries, Map<Integer, Coupon> about) {
	}

	public EventReader(EventSelection selection, Runs runs) {
		this.selection = selection;
		this.runs = runs;
	}

	/** Events after a position, up to a limit. */
	public EventPage page(EventPosition after, int limit) {
		List<Event> items = new ArrayList<>();
		EventPosition position = after;
		for (int read = 0; read < RUNS_FOR_A_PAGE && items.size() < limit; read++) {
			EventRun run = runs.next(position);
			if (run == null) {
				return new EventPage(items, position, true);
			}
			Reach unread = run.unread(position);
			int wanted = limit - items.size();
			EventOrder order = new EventOrder(run, unread);
			order.read(runs.part(run, unread, wanted), wanted);
			order.events().stream().filter(event -> selection.wants(event.type())).forEach(items::add);
			position = order.position();
		}
		return new EventPage(items, position, false);
	}

}
