package dev.coupon.domain.webhook;

import dev.coupon.domain.event.EventPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver a message, which is over.
 *
 * @param subscriptionId the id of the subscription
 * @param sent what was sent
 * @param at when the attempt was over
 * @param result what became of it
 */
public record Delivery(String subscriptionId, Sent sent, Instant at, Result result) {

	/** The ways in which an attempt can end. */
	public enum Outcome {

		/** The receiver has the message. */
		DELIVERED,
		/** The receiver doesn't have the message, or doesn't say so. */
		FAILED,
		/** The receiver wants no more messages. */
		GONE

	}

	/**
	 * The message that was sent.
	 *
	 * @param messageId the id of the message
	 * @param events how many events it had
	 * @param attempt the number of the attempt, 1 or more
	 * @param after the position in the feed after which its events come; absent for a
	 * test
	 */
	public record Sent(String messageId, int events, int attempt, @Nullable EventPosition after) {

		/** The next attempt to send a message. */
		public static Sent of(Message message) {
			return new Sent(message.id(), message.span().events(), message.tries().failures() + 1,
					message.span().after());
		}

	}

	/**
	 * The end of an attempt.
	 *
	 * @param status the HTTP status of the answer; absent if there was none
	 * @param detail why it failed; absent if it didn't
	 * @param millis how long it took
	 */
	public record Result(Outcome outcome, @Nullable Integer status, @Nullable String detail, long millis) {
	}

}
