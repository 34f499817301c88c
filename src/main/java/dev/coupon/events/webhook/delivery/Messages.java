package dev.coupon.events.webhook.delivery;

import dev.coupon.domain.event.Event;
import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.webhook.Message;
import dev.coupon.domain.webhook.Message.Content;
import dev.coupon.domain.webhook.Message.Span;
import dev.coupon.domain.webhook.Message.Tries;
import dev.coupon.domain.webhook.Subscription;
import dev.coupon.events.CloudEvent;
import dev.coupon.events.webhook.WebhookModule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes messages of events. */
@Component
public final class Messages {

	/** The number of events in a batch at most. */
	static final int BATCH = 100;

	/** The length of a batch after which no more events are added. */
	private static final int MAX_LENGTH = 256 * 1024;

	private final JsonMapper json;

	Messages(JsonMapper json) {
		this.json = json;
	}

	/**
	 * The next message of a subscription.
	 * @param page events, at least one. What the message can't have is left for the next
	 * one.
	 * @param after the position after which they come
	 */
	Message of(Subscription subscription, EventPage page, EventPosition after, Instant now) {
		boolean batch = subscription.target().batch();
		List<String> bodies = new ArrayList<>();
		int length = 0;
		for (Event event : page.items()) {
			if (length < MAX_LENGTH && (batch || bodies.isEmpty())) {
				String body = json.writeValueAsString(CloudEvent.of(event));
				bodies.add(body);
				length += body.length();
			}
		}
		boolean all = bodies.size() == page.items().size();
		EventPosition next = all ? page.nextAfter() : page.items().get(bodies.size() - 1).position();
		return subscription.message(new Content(batch ? list(bodies) : bodies.getFirst(), batch),
				new Span(bodies.size(), page.items().getFirst().at(), after, next), now);
	}

	/** A message that tries whether a receiver works. */
	public Message test(Subscription subscription, String id, Instant now) {
		boolean batch = subscription.target().batch();
		CloudEvent event = new CloudEvent("1.0", id, WebhookModule.PATH + "/" + subscription.id(), "webhook.test", now,
				"application/json", "0000000000", Map.of("message", "This is a test."));
		String body = json.writeValueAsString(event);
		EventPosition position = subscription.state().position();
		return new Message(id, new Content(batch ? list(List.of(body)) : body, batch),
				new Span(1, now, position, position), Tries.none(now));
	}

	private static String list(List<String> bodies) {
		return "[" + String.join(",", bodies) + "]";
	}

}
