package dev.coupon.domain.webhook;

import dev.coupon.domain.event.EventPosition;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The message that a receiver is to get next. It is kept before it is sent, so that a
 * repeated attempt, by whichever instance, sends the same.
 *
 * @param id the id of the message, the same for each attempt
 * @param content what is sent
 * @param span which part of the feed the message covers
 * @param tries what has become of it so far
 */
public record Message(String id, Content content, Span span, Tries tries) {

	/**
	 * The content of a message.
	 *
	 * @param batch whether the body is a list of events, and not a single one
	 */
	public record Content(String body, boolean batch) {
	}

	/**
	 * The events of a message.
	 *
	 * @param events how many there are
	 * @param since when the first of them happened
	 * @param after the position after which they come
	 * @param next the position of a reader who has read them
	 */
	public record Span(int events, Instant since, EventPosition after, EventPosition next) {
	}

	/**
	 * The attempts to deliver a message.
	 *
	 * @param failures how many have failed
	 * @param failedSince when the first one failed; absent if none did
	 * @param due when the next attempt is to be made
	 */
	public record Tries(int failures, @Nullable Instant failedSince, Instant due) {

		/** The tries of a message that wasn't tried yet. */
		public static Tries none(Instant now) {
			return new Tries(0, null, now);
		}

		/** A copy after one more failure. */
		Tries failed(Instant now, Duration pause) {
			return new Tries(failures + 1, failedSince == null ? now : failedSince, now.plus(pause));
		}

	}

	/** A copy that is sent at once, as if it had never failed. */
	Message anew(Instant now) {
		return new Message(id, content, span, Tries.none(now));
	}

	Message with(Tries changed) {
		return new Message(id, content, span, changed);
	}

}
