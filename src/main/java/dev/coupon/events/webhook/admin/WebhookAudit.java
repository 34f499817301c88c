package dev.coupon.events.webhook.admin;

import dev.coupon.caller.Callers;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.webhook.Subscription;
import java.net.URI;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Logs what operators do with webhooks, in the logger {@code audit}. Of the receiver's
 * address only the host is named, since the rest may be secret.
 */
@Component
class WebhookAudit {

	private static final Logger audit = LoggerFactory.getLogger("audit");

	private final Callers callers;

	WebhookAudit(Callers callers) {
		this.callers = callers;
	}

	void log(String name, Subscription subscription) {
		Act act = callers.current().act(null);
		String receiver = URI.create(subscription.target().url()).getHost();
		audit.atInfo()
			.addKeyValue("act", name)
			.addKeyValue("webhook", subscription.id())
			.addKeyValue("receiver", receiver)
			.addKeyValue("by", act.author())
			.addKeyValue("address", Objects.requireNonNullElse(act.address(), ""))
			.addKeyValue("outcome", "done")
			.log("{} {} to {} by {}: done", name, subscription.id(), receiver, act.author());
	}

}
