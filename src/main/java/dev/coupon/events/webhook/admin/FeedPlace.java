package dev.coupon.events.webhook.admin;

import dev.coupon.domain.event.EventPosition;
import dev.coupon.events.feed.Cursor;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the feed, as an operator has written it.
 *
 * @param position the position; absent if a time was written
 * @param time the time; absent if a position was written
 */
record FeedPlace(@Nullable EventPosition position, @Nullable Instant time) {

	private static final String BEGINNING = "beginning";

	private static final String POINTER = "/from";

	/** The earliest time that stores can compare with. */
	private static final Instant EARLIEST = Instant.EPOCH;

	/** The latest time that stores can compare with. */
	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	/**
	 * Reads a place.
	 * @param end the end of the feed, after which no place can be
	 * @param times whether it may be a time
	 * @throws InvalidRequestException if the text is none
	 */
	static FeedPlace of(@Nullable String text, EventPosition end, boolean times) {
		if (BEGINNING.equals(text)) {
			return new FeedPlace(EventPosition.START, null);
		}
		EventPosition position = text == null ? null : Cursor.read(text);
		Instant time = text == null || !times ? null : time(text);
		if (position != null && position.isAfter(end)) {
			throw invalid("is after the end of the feed");
		}
		if (position == null && time == null) {
			throw invalid("must be " + (times ? "a time such as 2026-11-27T09:00:00Z, " : "")
					+ "a nextAfter of the feed, or beginning");
		}
		return new FeedPlace(position, time);
	}

	static InvalidRequestException invalid(String detail) {
		return new InvalidRequestException(List.of(new Fault(POINTER, detail)));
	}

	private static @Nullable Instant time(String text) {
		try {
			Instant time = OffsetDateTime.parse(text).toInstant();
			return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
		}
		catch (DateTimeException e) {
			return null;
		}
	}

}
