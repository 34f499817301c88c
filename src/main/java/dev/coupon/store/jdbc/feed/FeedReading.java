package dev.coupon.store.jdbc.feed;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventReader;
import dev.coupon.domain.event.EventReader.Part;
import dev.coupon.domain.event.EventRun;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.event.EventType;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.table.LogTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The runs of the feed in the tables, which are read without a lock. */
public final class FeedReading implements EventReader.Runs {

	private final FeedTable feed;

	private final IssuedCoupons coupons;

	private final LogTable log;

	private final EventSelection selection;

	public FeedReading(Tx tx, EventSelection selection) {
		this.feed = new FeedTable(tx);
		this.coupons = new IssuedCoupons(tx);
		this.log = new LogTable(tx);
		this.selection = selection;
	}

	@Override
	public @Nullable EventRun next(EventPosition after) {
		return feed.next(selection, after);
	}

	@Override
	public Part part(EventRun run, Reach after, int limit) {
		List<LogEntry> entries = log.between(run, after, limit);
		List<Coupon> issued = selection.wants(EventType.ISSUED) ? coupons.between(run, after, limit) : List.of();
		Set<Integer> about = entries.stream()
			.filter(entry -> selection.wants(entry.type().code()))
			.flatMap(entry -> Stream.ofNullable(entry.coupon()))
			.map(LogEntry.OfCoupon::sequence)
			.collect(Collectors.toSet());
		return new Part(issued, entries, about.isEmpty() ? Map.of() : coupons.find(run, about));
	}

}
