package dev.coupon.events.feed;

import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.event.EventType;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for events.
 *
 * @param selection the events that are wanted
 * @param after the position after which they begin
 * @param cursor the name of what says so
 */
record EventRequest(EventSelection selection, EventPosition after, String cursor) {

	private static final String RULE = "must be a nextAfter or the id of an event of a stream, of this service";

	/**
	 * Reads a request.
	 * @param lastEventId the id of the last event that a stream has sent; it counts more
	 * than {@code after}, because browsers send it by themselves
	 * @throws InvalidRequestException with all faults
	 */
	static EventRequest of(@Nullable List<String> types, @Nullable String campaignId, @Nullable String after,
			@Nullable String lastEventId) {
		List<Fault> faults = new ArrayList<>(0);
		Set<String> wanted = types == null ? Set.of() : Set.copyOf(types);
		if (types != null && types.isEmpty()) {
			faults.add(new Fault("types", "must not be empty: leave it out for all types"));
		}
		wanted.stream()
			.filter(type -> !EventType.ALL.contains(type))
			.findFirst()
			.ifPresent(type -> faults
				.add(new Fault("types", "must be of " + String.join(", ", EventType.ALL) + ", separated by commas")));
		String cursor = lastEventId == null ? "after" : "Last-Event-ID";
		String text = Objects.requireNonNullElse(lastEventId, Objects.requireNonNullElse(after, ""));
		EventPosition position = text.isEmpty() ? EventPosition.START : Cursor.read(text);
		if (position == null) {
			faults.add(new Fault(cursor, RULE));
		}
		if (position == null || !faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
		return new EventRequest(new EventSelection(wanted, campaignId == null ? Set.of() : Set.of(campaignId)),
				position, cursor);
	}

	/**
	 * Checks that the position isn't after the end of the feed, where it would miss what
	 * comes.
	 * @throws InvalidRequestException if it is
	 */
	void checkNotAfter(EventPosition end) {
		if (after.isAfter(end)) {
			throw new InvalidRequestException(
					List.of(new Fault(cursor, "is after the end of the feed, so the store was "
							+ "restored or is another one: begin without it")));
		}
	}

}
