package dev.coupon.events.webhook;

import dev.coupon.caller.Network;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.webhooks}: events that are sent to other systems.
 *
 * @param allowedNetworks Networks in CIDR notation, such as 10.0.0.0/8, to which webhooks
 * may be sent although they are not public. Only there, http: is allowed, too.
 * @param answerTime Longest time that a receiver may take to answer.
 * @param giveUpAfter Time for which a message is tried before its webhook is disabled.
 * @param secretOverlap Time for which the secret before a new one still signs.
 * @param keepDeliveries Time for which attempts to deliver are kept.
 */
public record WebhookSettings(@DefaultValue List<String> allowedNetworks,
		@DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration answerTime,
		@DefaultValue("3d") @DurationMin(minutes = 1) @DurationMax(days = 30) Duration giveUpAfter,
		@DefaultValue("24h") @DurationMin(seconds = 0) @DurationMax(days = 30) Duration secretOverlap,
		@DefaultValue("7d") @DurationMin(hours = 1) @DurationMax(days = 365) Duration keepDeliveries) {

	public WebhookSettings {
		allowedNetworks.forEach(WebhookSettings::checkNetwork);
	}

	/** The networks to which webhooks may be sent although they are not public. */
	public List<Network> networks() {
		return allowedNetworks.stream().map(Network::valueOf).toList();
	}

	private static void checkNetwork(String network) {
		try {
			Network.valueOf(network);
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("coupon.webhooks.allowed-networks: " + e.getMessage());
		}
	}

}
