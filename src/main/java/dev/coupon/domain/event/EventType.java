package dev.coupon.domain.event;

import dev.coupon.domain.log.LogEntry;
import java.util.List;
import java.util.stream.Stream;

/** The types of events by their stable names, such as {@code coupon.issued}. */
public final class EventType {

	/** The type of the event of an issue, which has no entry in the log. */
	public static final String ISSUED = "coupon.issued";

	/** The names of all types. */
	public static final List<String> ALL = Stream
		.concat(Stream.of(ISSUED), Stream.of(LogEntry.Type.values()).map(LogEntry.Type::code))
		.sorted()
		.toList();

	private EventType() {
	}

}
