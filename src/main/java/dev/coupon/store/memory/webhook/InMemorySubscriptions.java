package dev.coupon.store.memory.webhook;

import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.webhook.Delivery;
import dev.coupon.domain.webhook.Subscription;
import dev.coupon.domain.webhook.Subscriptions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The subscriptions in memory, under one lock. */
public final class InMemorySubscriptions implements Subscriptions {

	private final Clock clock;

	private final ReentrantLock lock = new ReentrantLock();

	private final NavigableMap<String, Kept> kept = new TreeMap<>();

	private long deliveries;

	public InMemorySubscriptions(Clock clock) {
		this.clock = clock;
	}

	/** A subscription, and its deliveries by their places among all. */
	private static final class Kept {

		private final NavigableMap<Long, Delivery> deliveries = new TreeMap<>();

		private Subscription subscription;

		Kept(Subscription subscription) {
			this.subscription = subscription;
		}

		private int forget(Instant before, int limit) {
			int forgotten = 0;
			while (forgotten < limit && !deliveries.isEmpty()
					&& (deliveries.size() > KEPT || deliveries.firstEntry().getValue().at().isBefore(before))) {
				deliveries.pollFirstEntry();
				forgotten++;
			}
			return forgotten;
		}

	}

	private <T> T locked(Supplier<T> operation) {
		lock.lock();
		try {
			return operation.get();
		}
		finally {
			lock.unlock();
		}
	}

	@Override
	public Instant now() {
		return clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	@Override
	public List<Subscription> all() {
		return locked(() -> kept.values().stream().map(one -> one.subscription).toList());
	}

	@Override
	public @Nullable Found find(String id) {
		lock.lock();
		try {
			Kept found = kept.get(id);
			return found == null ? null : new Found(found.subscription, now());
		}
		finally {
			lock.unlock();
		}
	}

	@Override
	public void create(Subscription subscription) {
		locked(() -> kept.put(subscription.id(), new Kept(subscription)) == null);
	}

	@Override
	public @Nullable Subscription update(Subscription changed, @Nullable Delivery done) {
		lock.lock();
		try {
			Kept present = kept.get(changed.id());
			if (present == null || present.subscription.revision() != changed.revision()) {
				return null;
			}
			present.subscription = changed.next();
			if (done != null) {
				add(done);
			}
			return present.subscription;
		}
		finally {
			lock.unlock();
		}
	}

	@Override
	public boolean delete(String id) {
		return locked(() -> kept.remove(id) != null);
	}

	@Override
	public void add(Delivery delivery) {
		lock.lock();
		try {
			Kept present = kept.get(delivery.subscriptionId());
			if (present != null) {
				present.deliveries.put(++deliveries, delivery);
				present.forget(Instant.MIN, 1);
			}
		}
		finally {
			lock.unlock();
		}
	}

	@Override
	public Page<Delivery, Long> deliveries(String id, @Nullable Long after, int limit) {
		return locked(() -> {
			Kept present = kept.get(id);
			if (present == null) {
				return new Page<>(List.of(), null);
			}
			NavigableMap<Long, Delivery> newestFirst = present.deliveries
				.headMap(after == null ? Long.MAX_VALUE : after, false)
				.descendingMap();
			List<Delivery> items = new ArrayList<>();
			Long last = null;
			for (var entry : newestFirst.entrySet()) {
				if (items.size() == limit) {
					return new Page<>(items, last);
				}
				items.add(entry.getValue());
				last = entry.getKey();
			}
			return new Page<>(items, null);
		});
	}

	@Override
	public @Nullable Delivery firstSince(String id, Instant time) {
		lock.lock();
		try {
			Kept present = kept.get(id);
			return present == null ? null
					: present.deliveries.values()
						.stream()
						.filter(delivery -> delivery.sent().after() != null && !delivery.at().isBefore(time))
						.findFirst()
						.orElse(null);
		}
		finally {
			lock.unlock();
		}
	}

	@Override
	public boolean forget(Instant before, int limit) {
		return locked(() -> kept.values().stream().mapToInt(one -> one.forget(before, limit)).max().orElse(0) == limit);
	}

}
