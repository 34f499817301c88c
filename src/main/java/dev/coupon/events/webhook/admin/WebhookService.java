package dev.coupon.events.webhook.admin;

import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.webhook.Delivery;
import dev.coupon.domain.webhook.Delivery.Sent;
import dev.coupon.domain.webhook.Message;
import dev.coupon.domain.webhook.Progress;
import dev.coupon.domain.webhook.Secrets;
import dev.coupon.domain.webhook.Subscription;
import dev.coupon.domain.webhook.Subscription.Target;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.domain.webhook.Subscriptions.Found;
import dev.coupon.events.webhook.WebhookSettings;
import dev.coupon.events.webhook.delivery.Dispatcher;
import dev.coupon.service.event.EventService;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The operations on webhooks for operators. */
@Service
public class WebhookService {

	private final Subscriptions subscriptions;

	private final EventService events;

	private final Dispatcher dispatcher;

	private final WebhookTools tools;

	private final WebhookSettings settings;

	private final WebhookAudit audit;

	WebhookService(Subscriptions subscriptions, EventService events, Dispatcher dispatcher, WebhookTools tools,
			WebhookSettings settings, WebhookAudit audit) {
		this.subscriptions = subscriptions;
		this.events = events;
		this.dispatcher = dispatcher;
		this.tools = tools;
		this.settings = settings;
		this.audit = audit;
	}

	/**
	 * Creates a webhook.
	 * @param from the place in the feed after which its events begin; absent for the
	 * present end
	 */
	public Subscription create(WebhookDraft draft, @Nullable String from) {
		EventPosition end = events.extend();
		Target target = draft.target(tools::receiverFault);
		EventPosition start = from == null ? end : FeedPlace.of(from, end, false).position();
		Subscription created = new Subscription(tools.newId(), 1, subscriptions.now(), target,
				Secrets.of(tools.newSecret()), Progress.at(start == null ? end : start));
		subscriptions.create(created);
		audit.log("create-webhook", created);
		dispatcher.wake(created.id());
		return created;
	}

	/** All webhooks, in the order of their ids. */
	public List<Subscription> all() {
		return subscriptions.all();
	}

	/** One webhook. */
	public Optional<Subscription> find(String id) {
		return Optional.ofNullable(subscriptions.find(id)).map(Found::subscription);
	}

	/**
	 * Changes a webhook.
	 * @param draft what it is to be, made of what it is
	 */
	public Optional<Subscription> change(String id, Function<Subscription, Change> draft) {
		return done("change-webhook", replace(id, found -> {
			Subscription present = found.subscription();
			Change change = draft.apply(present);
			Target target = change.draft()
				.target(url -> url.toString().equals(present.target().url()) ? null : tools.receiverFault(url));
			return present.changedTo(target).turned(change.enabled(), found.now());
		}));
	}

	/**
	 * A change of a webhook, with all that it is to be.
	 *
	 * @param enabled whether it is delivered
	 */
	public record Change(WebhookDraft draft, boolean enabled) {
	}

	/** Deletes a webhook, and tells whether there was one. */
	public boolean delete(String id) {
		Optional<Subscription> found = find(id);
		boolean deleted = subscriptions.delete(id);
		if (deleted) {
			dispatcher.wake(id);
			found.ifPresent(gone -> audit.log("delete-webhook", gone));
		}
		return deleted;
	}

	/** Makes a new secret for a webhook; the one before signs for a while longer. */
	public Optional<Subscription> rotate(String id) {
		String secret = tools.newSecret();
		return done("renew-webhook-secret", replace(id, found -> found.subscription()
			.rotated(secret, found.now(), found.now().plus(settings.secretOverlap()))));
	}

	/** Sends a test to the receiver of a webhook, and waits for the answer. */
	public Optional<Delivery> test(String id) throws InterruptedException {
		Found found = subscriptions.find(id);
		if (found == null) {
			return Optional.empty();
		}
		Message message = tools.test(found.subscription(), found.now());
		Delivery.Result result = tools.send(found.subscription(), message, found.now());
		Delivery delivery = new Delivery(id, new Sent(message.id(), 1, 1, null), subscriptions.now(), result);
		subscriptions.add(delivery);
		return Optional.of(delivery);
	}

	/** The attempts to deliver of a webhook, newest first. */
	public Optional<Page<Delivery, Long>> deliveries(String id, @Nullable Long after, int limit) {
		return find(id).map(found -> subscriptions.deliveries(id, after, limit));
	}

	/**
	 * Delivers again what comes after a place in the feed.
	 * @param from a time, since which all was delivered that is to be delivered again, or
	 * a place in the feed
	 */
	public Optional<Subscription> redeliver(String id, @Nullable String from) {
		FeedPlace place = FeedPlace.of(from, events.extend(), true);
		return done("redeliver-webhook", replace(id, found -> {
			EventPosition position = place.time() == null ? place.position()
					: positionAt(found.subscription(), place.time());
			return position == null ? found.subscription() : found.subscription().backTo(position);
		}));
	}

	/** The position before the first delivery since a time; null if there was none. */
	private @Nullable EventPosition positionAt(Subscription subscription, Instant time) {
		Delivery oldest = subscriptions.firstSince(subscription.id(), Instant.EPOCH);
		if (oldest == null) {
			throw FeedPlace.invalid("is a time, but no delivery is kept: name a nextAfter of the feed, or beginning");
		}
		if (oldest.at().isAfter(time) && !oldest.sent().messageId().equals(subscription.messageId(1))) {
			throw FeedPlace.invalid("is a time before the first delivery that is kept: name a nextAfter of the feed, "
					+ "or beginning");
		}
		Delivery first = subscriptions.firstSince(subscription.id(), time);
		return first == null ? null : first.sent().after();
	}

	/** Replaces a webhook, again and again if somebody else changes it meanwhile. */
	private @Nullable Subscription replace(String id, Function<Found, Subscription> change) {
		Found found = subscriptions.find(id);
		while (found != null) {
			Subscription changed = change.apply(found);
			Subscription stored = changed.equals(found.subscription()) ? changed : subscriptions.update(changed, null);
			if (stored != null) {
				return stored;
			}
			found = subscriptions.find(id);
		}
		return null;
	}

	private Optional<Subscription> done(String act, @Nullable Subscription changed) {
		if (changed != null) {
			audit.log(act, changed);
			dispatcher.wake(changed.id());
		}
		return Optional.ofNullable(changed);
	}

}
