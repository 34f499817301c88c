package dev.coupon.events.webhook.delivery;

import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.webhook.Delivery;
import dev.coupon.domain.webhook.Delivery.Result;
import dev.coupon.domain.webhook.Delivery.Sent;
import dev.coupon.domain.webhook.Message;
import dev.coupon.domain.webhook.Subscription;
import dev.coupon.domain.webhook.Subscription.Attempts;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.domain.webhook.Subscriptions.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one subscription, one message after the other, for as long as this instance
 * has the right to. Each message is kept in the store before it is sent, and what became
 * of it is kept after that. So an instance that dies makes another one send the message
 * again, and none is left out.
 */
final class DeliveryLoop implements Runnable {

	private static final Logger log = LoggerFactory.getLogger(DeliveryLoop.class);

	/** The time that an instance may take for anything but the receiver's answer. */
	private static final Duration SLACK = Duration.ofSeconds(20);

	/** The longest pause for which the right to deliver is kept. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	/** The time after which the subscription is read again, though nothing happened. */
	private static final Duration LOOK = Duration.ofSeconds(5);

	private static final Duration NAP = Duration.ofMillis(200);

	private final String id;

	private final String owner;

	private final Delivering delivering;

	private final AtomicBoolean woken = new AtomicBoolean();

	private volatile boolean stopping;

	private final ReadAhead ahead;

	/**
	 * @param owner the name of this instance
	 */
	DeliveryLoop(String id, String owner, Delivering delivering) {
		this.id = id;
		this.owner = owner;
		this.delivering = delivering;
		this.ahead = new ReadAhead(delivering.events());
	}

	/** Makes the loop look at its subscription. */
	void wake() {
		woken.set(true);
	}

	/** Ends the loop after the message that is being sent. */
	void stop() {
		stopping = true;
	}

	@Override
	public void run() {
		try {
			boolean goOn = true;
			while (goOn && !stopping) {
				Found found = delivering.subscriptions().find(id);
				goOn = found != null && found.subscription().enabled()
						&& found.subscription().freeFor(owner, found.now()) && step(found.subscription(), found.now());
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException e) {
			log.warn("Delivering to webhook {} goes on after a pause: {}", id, e.toString());
		}
		finally {
			// The store answers no thread that is interrupted.
			Thread.interrupted();
			release();
		}
	}

	/** Does what is to be done next; returns whether to go on. */
	private boolean step(Subscription subscription, Instant now) throws InterruptedException {
		Message pending = subscription.state().pending();
		if (pending == null) {
			prepare(subscription, now);
			return true;
		}
		Duration wait = Duration.between(now, pending.tries().due());
		if (wait.compareTo(LONGEST_WAIT) > 0) {
			return false;
		}
		if (wait.isPositive()) {
			await(wait);
			return true;
		}
		Instant answered = now.plus(delivering.settings().answerTime());
		Subscription ours = subscription.leasedBy(owner, answered.plus(LONGEST_WAIT)) ? subscription
				: subscriptions().update(subscription.leased(owner, answered.plus(SLACK)), null);
		if (ours != null) {
			settle(pending, delivering.client().send(ours, pending, now));
		}
		return true;
	}

	/** Makes the next message, or waits for events if there are none. */
	private void prepare(Subscription subscription, Instant now) throws InterruptedException {
		EventPosition seen = delivering.tail().end();
		EventPosition position = subscription.state().position();
		EventPage page = ahead.next(position, subscription.target().selection(),
				subscription.target().batch() ? Messages.BATCH : 1);
		Instant until = now.plus(delivering.settings().answerTime()).plus(SLACK);
		if (page.items().isEmpty()) {
			if (subscription.leasedBy(owner, now.plus(LONGEST_WAIT)) || subscriptions()
				.update(subscription.movedTo(page.nextAfter()).leased(owner, until), null) != null) {
				awaitEvents(seen);
			}
		}
		else {
			Message next = delivering.messages().of(subscription, page, position, now);
			subscriptions().update(subscription.toDeliver(next).leased(owner, until), null);
		}
	}

	private void awaitEvents(EventPosition seen) throws InterruptedException {
		long end = delivering.ticker().read() + LOOK.toNanos();
		while (!stopping && !woken.getAndSet(false) && delivering.ticker().read() < end
				&& !delivering.tail().isClosed()) {
			if (delivering.tail().await(seen, NAP)) {
				return;
			}
		}
	}

	private void await(Duration wait) throws InterruptedException {
		long end = delivering.ticker().read() + wait.toNanos();
		while (!stopping && !woken.getAndSet(false) && delivering.ticker().read() < end) {
			Thread.sleep(
					Math.clamp(Duration.ofNanos(end - delivering.ticker().read()).toMillis() + 1, 1, NAP.toMillis()));
		}
	}

	/** Keeps what became of a message, whatever else has changed meanwhile. */
	private void settle(Message message, Result result) {
		delivering.meters().count(result.outcome());
		Subscription settled = null;
		while (settled == null) {
			Found found = subscriptions().find(id);
			if (found == null) {
				return;
			}
			Attempts attempts = new Attempts(delivering.settings().giveUpAfter(), delivering.random().nextDouble());
			settled = subscriptions().update(
					found.subscription().attempted(message.id(), result.outcome(), found.now(), attempts),
					new Delivery(id, Sent.of(message), found.now(), result));
		}
		if (settled.state().stop() != null) {
			log.warn("Webhook {} is disabled: {} ({})", id, settled.state().stop().reason(), result.detail());
		}
	}

	/** Lets other instances deliver. */
	private void release() {
		try {
			Found found = subscriptions().find(id);
			if (found != null) {
				Subscription released = found.subscription().released(owner);
				if (!released.equals(found.subscription())) {
					subscriptions().update(released, null);
				}
			}
		}
		catch (RuntimeException e) {
			log.debug("The right to deliver to webhook {} ends by itself", id, e);
		}
	}

	private Subscriptions subscriptions() {
		return delivering.subscriptions();
	}

}
