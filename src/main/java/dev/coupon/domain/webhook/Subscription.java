package dev.coupon.domain.webhook;

import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.webhook.Delivery.Outcome;
import dev.coupon.domain.webhook.Progress.Lease;
import dev.coupon.domain.webhook.Progress.Reason;
import dev.coupon.domain.webhook.Progress.Stop;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to events, and how far it is delivered. All rules for changing it are
 * here. A store only keeps the newest revision.
 *
 * @param id the id, unique for ever
 * @param revision the number of changes
 * @param target what is sent where
 * @param secrets what signs it
 * @param state how far it is delivered
 */
public record Subscription(String id, long revision, Instant createdAt, Target target, Secrets secrets,
		Progress state) {

	/**
	 * The part that operators choose: what is sent where.
	 *
	 * @param url the address of the receiver
	 * @param selection the events that it gets
	 * @param batch whether it gets several events at once
	 */
	public record Target(String url, EventSelection selection, boolean batch) {

		private boolean sendsTheSameAs(Target other) {
			return selection.equals(other.selection) && batch == other.batch;
		}

	}

	/** Tells whether it is to be delivered. */
	public boolean enabled() {
		return state.stop() == null;
	}

	/** Tells whether an instance may deliver, because no other one does. */
	public boolean freeFor(String owner, Instant now) {
		return state.lease() == null || state.lease().owner().equals(owner) || !state.lease().until().isAfter(now);
	}

	/** Tells whether an instance has the right to deliver until some time. */
	public boolean leasedBy(String owner, Instant until) {
		return state.lease() != null && state.lease().owner().equals(owner) && !state.lease().until().isBefore(until);
	}

	/** The time at which there may be something to do; absent if that isn't known. */
	public @Nullable Instant due() {
		return state.pending() == null ? null : state.pending().tries().due();
	}

	/** A copy with the right to deliver for an instance, which no other one may have. */
	public Subscription leased(String owner, Instant until) {
		return with(state.withLease(new Lease(owner, until)));
	}

	/** A copy without the right to deliver, if the instance has it. */
	public Subscription released(String owner) {
		return state.lease() == null || !state.lease().owner().equals(owner) ? this : with(state.withLease(null));
	}

	/** A copy at a later position, after events that are not for it. */
	public Subscription movedTo(EventPosition position) {
		return state.pending() != null || state.position().equals(position) ? this : with(state.to(position));
	}

	/** The id of the message with a number, 1 or more. */
	public String messageId(long number) {
		return id + "-" + number;
	}

	/** The next message, not tried yet. */
	public Message message(Message.Content content, Message.Span span, Instant now) {
		return new Message(messageId(state.messages() + 1), content, span, Message.Tries.none(now));
	}

	/** A copy whose pending message is the given one. */
	public Subscription toDeliver(Message message) {
		return with(state.withNext(message));
	}

	/**
	 * The limits of attempts.
	 *
	 * @param giveUpAfter how long a message is tried
	 * @param chance a random number from 0 to 1
	 */
	public record Attempts(Duration giveUpAfter, double chance) {
	}

	/**
	 * A copy that records an attempt to deliver. If the message is no longer the pending
	 * one, because an operator changed something meanwhile, nothing changes.
	 */
	public Subscription attempted(String messageId, Outcome outcome, Instant now, Attempts attempts) {
		Message message = state.pending();
		if (message == null || !message.id().equals(messageId)) {
			return this;
		}
		return switch (outcome) {
			case DELIVERED -> with(state.to(message.span().next()));
			case GONE -> stopped(message, new Stop(now, Reason.GONE));
			case FAILED -> {
				Message failed = message
					.with(message.tries().failed(now, Retry.pause(message.tries().failures(), attempts.chance)));
				Instant since = failed.tries().failedSince();
				boolean over = since != null && !since.plus(attempts.giveUpAfter).isAfter(now);
				yield stopped(failed, over && state.stop() == null ? new Stop(now, Reason.FAILED) : state.stop());
			}
		};
	}

	private Subscription stopped(Message message, @Nullable Stop stop) {
		return with(state.with(message).withStop(stop));
	}

	/** A copy with another receiver or other events, as an operator wants it. */
	public Subscription changedTo(Target changed) {
		Message pending = target.sendsTheSameAs(changed) ? state.pending() : null;
		return new Subscription(id, revision, createdAt, changed, secrets, state.with(pending));
	}

	/**
	 * A copy that an operator has enabled or disabled. One that the service has disabled
	 * may be disabled, too, which ends the alert.
	 */
	public Subscription turned(boolean on, Instant now) {
		boolean already = on ? enabled() : state.stop() != null && state.stop().reason() == Reason.OPERATOR;
		if (already) {
			return this;
		}
		Message pending = state.pending() == null ? null : state.pending().anew(now);
		return with(state.with(pending).withStop(on ? null : new Stop(now, Reason.OPERATOR)));
	}

	/** A copy with a new secret. The one before signs, too, until a time. */
	public Subscription rotated(String secret, Instant now, Instant until) {
		return new Subscription(id, revision, createdAt, target, secrets.rotated(secret, now, until), state);
	}

	/** A copy that delivers again everything after a position. */
	public Subscription backTo(EventPosition position) {
		return with(state.to(position));
	}

	/** The next revision, as a store keeps it. */
	public Subscription next() {
		return new Subscription(id, revision + 1, createdAt, target, secrets, state);
	}

	private Subscription with(Progress changed) {
		return new Subscription(id, revision, createdAt, target, secrets, changed);
	}

}
