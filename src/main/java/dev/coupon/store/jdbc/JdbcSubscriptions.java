package dev.coupon.store.jdbc;

import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.domain.webhook.Delivery;
import dev.coupon.domain.webhook.Subscription;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.store.jdbc.change.Change.Step;
import dev.coupon.store.jdbc.webhook.WebhookTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The subscriptions in a database. Each has a lane of its own for its changes. */
final class JdbcSubscriptions implements Subscriptions {

	/** The beginning of the names of lanes, which no campaign's id has. */
	private static final String LANE = "?webhook ";

	private final Lanes lanes;

	JdbcSubscriptions(Lanes lanes) {
		this.lanes = lanes;
	}

	/** Changes something, also if the answer is that there was nothing to change. */
	private <T> T change(String id, Function<WebhookTable, T> step) {
		return switch (lanes.<T>change(LANE + id, new Step(tx -> new Done<>(step.apply(new WebhookTable(tx)))))) {
			case Success<T> success -> success.value();
			default -> throw new IllegalStateException("A change of a webhook can't be refused");
		};
	}

	@Override
	public Instant now() {
		return lanes.read(tx -> new WebhookTable(tx).now());
	}

	@Override
	public List<Subscription> all() {
		return lanes.read(tx -> new WebhookTable(tx).all());
	}

	@Override
	public @Nullable Found find(String id) {
		return lanes.<Optional<Found>>read(tx -> Optional.ofNullable(new WebhookTable(tx).find(id))).orElse(null);
	}

	@Override
	public void create(Subscription subscription) {
		change(subscription.id(), webhooks -> {
			webhooks.insert(subscription);
			return true;
		});
	}

	@Override
	public @Nullable Subscription update(Subscription changed, @Nullable Delivery done) {
		return this
			.<Optional<Subscription>>change(changed.id(),
					webhooks -> Optional.ofNullable(webhooks.update(changed, done)))
			.orElse(null);
	}

	@Override
	public boolean delete(String id) {
		return change(id, webhooks -> webhooks.delete(id));
	}

	@Override
	public void add(Delivery delivery) {
		change(delivery.subscriptionId(), webhooks -> {
			webhooks.add(delivery);
			return true;
		});
	}

	@Override
	public Page<Delivery, Long> deliveries(String id, @Nullable Long after, int limit) {
		return lanes.read(tx -> new WebhookTable(tx).deliveries(id, after, limit));
	}

	@Override
	public @Nullable Delivery firstSince(String id, Instant time) {
		return lanes.<Optional<Delivery>>read(tx -> Optional.ofNullable(new WebhookTable(tx).firstSince(id, time)))
			.orElse(null);
	}

	@Override
	public boolean forget(Instant before, int limit) {
		return change("", webhooks -> webhooks.forget(before, limit) == limit);
	}

}
