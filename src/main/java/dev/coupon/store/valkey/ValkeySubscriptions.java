package dev.coupon.store.valkey;

import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.domain.webhook.Delivery;
import dev.coupon.domain.webhook.Subscription;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.store.valkey.change.Change.Step;
import dev.coupon.store.valkey.webhook.Webhooks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The subscriptions on the server. Each has a lane of its own for its changes. */
final class ValkeySubscriptions implements Subscriptions {

	/** The beginning of the names of lanes, which no campaign's id has. */
	private static final String LANE = "?webhook ";

	private final ValkeyLanes lanes;

	private final Webhooks webhooks;

	ValkeySubscriptions(ValkeyLanes lanes, Webhooks webhooks) {
		this.lanes = lanes;
		this.webhooks = webhooks;
	}

	/** Changes something, also if the answer is that there was nothing to change. */
	private <T> T change(String id, Supplier<T> step) {
		return switch (lanes.<T>change(LANE + id, new Step(() -> new Done<>(step.get())))) {
			case Success<T> success -> success.value();
			default -> throw new IllegalStateException("A change of a webhook can't be refused");
		};
	}

	@Override
	public Instant now() {
		return lanes.read(webhooks::now);
	}

	@Override
	public List<Subscription> all() {
		return lanes.read(webhooks::all);
	}

	@Override
	public @Nullable Found find(String id) {
		return lanes.<@Nullable Found>read(() -> webhooks.find(id));
	}

	@Override
	public void create(Subscription subscription) {
		change(subscription.id(), () -> {
			webhooks.insert(subscription);
			return true;
		});
	}

	@Override
	public @Nullable Subscription update(Subscription changed, @Nullable Delivery done) {
		return this
			.<Optional<Subscription>>change(changed.id(), () -> Optional.ofNullable(webhooks.update(changed, done)))
			.orElse(null);
	}

	@Override
	public boolean delete(String id) {
		return change(id, () -> webhooks.delete(id));
	}

	@Override
	public void add(Delivery delivery) {
		change(delivery.subscriptionId(), () -> {
			webhooks.add(delivery);
			return true;
		});
	}

	@Override
	public Page<Delivery, Long> deliveries(String id, @Nullable Long after, int limit) {
		return lanes.read(() -> webhooks.deliveries(id, after, limit));
	}

	@Override
	public @Nullable Delivery firstSince(String id, Instant time) {
		return lanes.<@Nullable Delivery>read(() -> webhooks.firstSince(id, time));
	}

	@Override
	public boolean forget(Instant before, int limit) {
		return change("", () -> webhooks.forget(before, limit) >= limit);
	}

}
