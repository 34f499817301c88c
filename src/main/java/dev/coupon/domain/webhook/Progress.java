package dev.coupon.domain.webhook;

import dev.coupon.domain.event.EventPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a subscription: how far it is delivered, and by whom.
 *
 * @param position the position of a reader who has read all that is delivered
 * @param pending the message that is delivered next; absent if none is made yet
 * @param messages how many messages were made
 * @param lease the instance that delivers; absent if none does
 * @param stop why it isn't delivered; absent if it is
 */
public record Progress(EventPosition position, @Nullable Message pending, long messages, @Nullable Lease lease,
		@Nullable Stop stop) {

	/**
	 * The right of one instance of the service to deliver.
	 *
	 * @param owner the instance
	 * @param until when the right ends
	 */
	public record Lease(String owner, Instant until) {
	}

	/** The reasons for which nothing is delivered. */
	public enum Reason {

		/** An operator said so. */
		OPERATOR,
		/** The receiver answered that it wants no more. */
		GONE,
		/** The receiver failed for too long. */
		FAILED

	}

	/** The moment since which nothing is delivered, and the reason. */
	public record Stop(Instant at, Reason reason) {
	}

	/** The progress of a new subscription. */
	public static Progress at(EventPosition position) {
		return new Progress(position, null, 0, null, null);
	}

	/** A copy at a position, without a pending message. */
	Progress to(EventPosition changed) {
		return new Progress(changed, null, messages, lease, stop);
	}

	/** A copy with another pending message. */
	Progress with(@Nullable Message changed) {
		return new Progress(position, changed, messages, lease, stop);
	}

	/** A copy with a new pending message. */
	Progress withNext(Message message) {
		return new Progress(position, message, messages + 1, lease, stop);
	}

	Progress withLease(@Nullable Lease changed) {
		return new Progress(position, pending, messages, changed, stop);
	}

	Progress withStop(@Nullable Stop changed) {
		return new Progress(position, pending, messages, lease, changed);
	}
}
