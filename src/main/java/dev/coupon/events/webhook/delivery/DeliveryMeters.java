package dev.coupon.events.webhook.delivery;

import dev.coupon.domain.webhook.Delivery.Outcome;
import dev.coupon.domain.webhook.Message;
import dev.coupon.domain.webhook.Progress.Reason;
import dev.coupon.domain.webhook.Progress.Stop;
import dev.coupon.domain.webhook.Subscription;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** The meters {@code coupon.webhooks.*}. */
@Component
final class DeliveryMeters {

	private static final double MILLIS_IN_A_SECOND = 1_000;

	private final Map<Outcome, Counter> deliveries = new EnumMap<>(Outcome.class);

	private final AtomicInteger disabled = new AtomicInteger();

	private final MultiGauge lag;

	DeliveryMeters(MeterRegistry meters) {
		for (Outcome outcome : Outcome.values()) {
			deliveries.put(outcome,
					Counter.builder("coupon.webhooks.deliveries")
						.description("Attempts to deliver events to webhooks")
						.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
						.register(meters));
		}
		Gauge.builder("coupon.webhooks.disabled", disabled, AtomicInteger::get)
			.description("Webhooks that the service has disabled, because their receivers failed or are gone")
			.register(meters);
		this.lag = MultiGauge.builder("coupon.webhooks.lag")
			.description("Age of the oldest event that waits to be delivered to a webhook")
			.baseUnit("seconds")
			.register(meters);
	}

	void count(Outcome outcome) {
		Objects.requireNonNull(deliveries.get(outcome)).increment();
	}

	/** Notes how all subscriptions are doing. */
	void update(List<Subscription> all, Instant now) {
		disabled.set((int) all.stream().filter(DeliveryMeters::hasFailed).count());
		lag.register(all.stream().map(one -> Row.of(Tags.of("webhook", one.id()), lag(one, now))).toList(), true);
	}

	private static boolean hasFailed(Subscription subscription) {
		Stop stop = subscription.state().stop();
		return stop != null && stop.reason() != Reason.OPERATOR;
	}

	private static double lag(Subscription subscription, Instant now) {
		Message pending = subscription.state().pending();
		return pending == null || !subscription.enabled() ? 0
				: Math.max(0, Duration.between(pending.span().since(), now).toMillis() / MILLIS_IN_A_SECOND);
	}

}
