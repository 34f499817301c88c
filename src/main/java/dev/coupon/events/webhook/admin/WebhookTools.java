package dev.coupon.events.webhook.admin;

import com.standardwebhooks.Webhook;
import dev.coupon.domain.webhook.Delivery.Result;
import dev.coupon.domain.webhook.Message;
import dev.coupon.domain.webhook.Subscription;
import dev.coupon.events.webhook.delivery.Messages;
import dev.coupon.events.webhook.http.Receivers;
import dev.coupon.events.webhook.http.WebhookClient;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes ids and secrets, and calls receivers. */
@Component
class WebhookTools {

	private static final int SECRET_BYTES = 32;

	private final RandomGenerator random;

	private final Receivers receivers;

	private final Messages messages;

	private final WebhookClient client;

	WebhookTools(RandomGenerator random, Receivers receivers, Messages messages, WebhookClient client) {
		this.random = random;
		this.receivers = receivers;
		this.messages = messages;
		this.client = client;
	}

	String newId() {
		return "wh_" + Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
	}

	String newSecret() {
		byte[] secret = new byte[SECRET_BYTES];
		random.nextBytes(secret);
		return Webhook.SECRET_PREFIX + Base64.getEncoder().encodeToString(secret);
	}

	/** The reason for which nothing may be sent to a receiver; null if there is none. */
	@Nullable String receiverFault(URI url) {
		try {
			receivers.check(url);
			return null;
		}
		catch (UnknownHostException e) {
			return e.getMessage();
		}
	}

	Message test(Subscription subscription, Instant now) {
		return messages.test(subscription,
				subscription.id() + "-test-" + Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX), now);
	}

	Result send(Subscription subscription, Message message, Instant now) throws InterruptedException {
		return client.send(subscription, message, now);
	}

}
