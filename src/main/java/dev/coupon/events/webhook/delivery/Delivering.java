package dev.coupon.events.webhook.delivery;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.events.webhook.WebhookSettings;
import dev.coupon.events.webhook.http.WebhookClient;
import dev.coupon.service.event.EventService;
import dev.coupon.service.event.FeedTail;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** The parts of the service that delivering needs. */
@Component
record Delivering(Subscriptions subscriptions, EventService events, FeedTail tail, Messages messages,
		WebhookClient client, DeliveryMeters meters, WebhookSettings settings, Ticker ticker, RandomGenerator random) {
}
