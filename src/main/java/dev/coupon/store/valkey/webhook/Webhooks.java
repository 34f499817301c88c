package dev.coupon.store.valkey.webhook;

import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.webhook.Delivery;
import dev.coupon.domain.webhook.Subscription;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.domain.webhook.Subscriptions.Found;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.evidence.Shelf;
import dev.coupon.store.valkey.evidence.Shelf.Item;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.server.Reply;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.store.valkey.server.Write;
import dev.coupon.store.valkey.server.Write.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Subscriptions and their deliveries. Each is in a slot of its own, and in a list of all
 * ids from before it is created until after it is deleted.
 */
public final class Webhooks {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String IDS = Shared.webhooks("i");

	private static final String BODY = "s";

	private static final String LAST = "n";

	private static final int ATTEMPTS = 100;

	private static final int READ_AT_ONCE = 100;

	private final Server server;

	public Webhooks(Server server) {
		this.server = server;
	}

	/** A subscription as it was read, with the position of its last delivery. */
	private record Present(Versioned versioned, @Nullable String body, long last, Instant now) {

		@Nullable Subscription subscription() {
			return body == null ? null : JSON.readValue(body, Subscription.class);
		}

	}

	private static String head(String id) {
		return Shared.webhook(id, "m");
	}

	private Shelf deliveries(String id) {
		return new Shelf(server, name -> Shared.webhook(id, name));
	}

	private static Command read(String id) {
		return Command.of("HMGET", head(id), Write.FIELD, BODY, LAST);
	}

	private static Present present(String id, Reply reply) {
		List<@Nullable String> fields = reply.texts(0);
		String last = fields.get(2);
		return new Present(new Versioned(head(id), Objects.requireNonNullElse(fields.get(0), Write.NONE)),
				fields.get(1), last == null ? 0 : Long.parseLong(last), reply.now());
	}

	private Present present(String id) {
		return present(id, server.read(List.of(read(id))));
	}

	/** The server's time. */
	public Instant now() {
		return server.read(List.of(Command.of("EXISTS", IDS))).now();
	}

	private List<String> ids() {
		return server.read(List.of(Command.of("SMEMBERS", IDS))).present(0).stream().sorted().toList();
	}

	/** All subscriptions, in the order of their ids. */
	public List<Subscription> all() {
		List<String> ids = ids();
		List<Reply> replies = ids.isEmpty() ? List.of()
				: server.readAll(ids.stream().map(id -> List.of(read(id))).toList());
		List<Subscription> all = new ArrayList<>();
		for (int i = 0; i < replies.size(); i++) {
			Stream.ofNullable(present(ids.get(i), replies.get(i)).subscription()).forEach(all::add);
		}
		return all;
	}

	/** One subscription; null if there is none. */
	public @Nullable Found find(String id) {
		Present present = present(id);
		Subscription subscription = present.subscription();
		return subscription == null ? null : new Found(subscription, present.now);
	}

	/** Adds a subscription. */
	public void insert(Subscription subscription) {
		server.send(List.of(Command.of("SADD", IDS, subscription.id())));
		Present present = present(subscription.id());
		if (present.body == null && !write(present, List.of(body(subscription)))) {
			throw changing();
		}
	}

	private static Command body(Subscription subscription) {
		return Command.of("HSET", head(subscription.id()), BODY, JSON.writeValueAsString(subscription));
	}

	private boolean write(Present present, List<Command> commands) {
		return server.write(new Write(present.versioned, server.newVersion(), commands));
	}

	private static TryAgainException changing() {
		return new TryAgainException("The webhook keeps changing", null);
	}

	/**
	 * Replaces a subscription by its next revision.
	 * @return the next revision; null if the subscription has changed or is gone
	 */
	public @Nullable Subscription update(Subscription changed, @Nullable Delivery done) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Present present = present(changed.id());
			Subscription before = present.subscription();
			if (before == null || before.revision() != changed.revision()) {
				return null;
			}
			Subscription next = changed.next();
			List<Command> commands = new ArrayList<>(List.of(body(next)));
			if (done != null) {
				commands.addAll(insert(present, done));
			}
			if (write(present, commands)) {
				return next;
			}
		}
		throw changing();
	}

	/** Adds a delivery, if its subscription exists. */
	public void add(Delivery delivery) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Present present = present(delivery.subscriptionId());
			if (present.body == null || write(present, insert(present, delivery))) {
				return;
			}
		}
		throw changing();
	}

	private List<Command> insert(Present present, Delivery delivery) {
		Shelf shelf = deliveries(delivery.subscriptionId());
		long position = present.last + 1;
		List<Command> commands = new ArrayList<>(
				shelf.add(new Item(position, delivery.subscriptionId(), JSON.writeValueAsString(delivery))));
		commands.add(shelf.forgettable(position, delivery.at()));
		commands.add(Command.of("HSET", present.versioned.head(), LAST, Long.toString(position)));
		return commands;
	}

	/** Deletes a subscription with its deliveries, and tells whether there was one. */
	public boolean delete(String id) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Present present = present(id);
			if (present.body == null) {
				return false;
			}
			List<Command> commands = Stream.concat(Stream.of(head(id)), deliveries(id).keys(id).stream())
				.map(key -> Command.of("UNLINK", key))
				.toList();
			if (server.write(new Write(present.versioned, server.newVersion(), commands, true))) {
				server.send(List.of(Command.of("SREM", IDS, id)));
				return true;
			}
		}
		throw changing();
	}

	/** The deliveries of a subscription before a position, newest first; see the port. */
	public Page<Delivery, Long> deliveries(String id, @Nullable Long after, int limit) {
		return deliveries(id).page(null, after, limit, Webhooks::delivery);
	}

	private static Delivery delivery(Item item) {
		return JSON.readValue(item.text(), Delivery.class);
	}

	/** The first delivery of events since a time; null if none is kept. */
	public @Nullable Delivery firstSince(String id, Instant time) {
		for (int limit = READ_AT_ONCE;; limit *= 2) {
			List<Item> items = deliveries(id).since(time, limit);
			Delivery first = items.stream()
				.map(Webhooks::delivery)
				.filter(delivery -> delivery.sent().after() != null)
				.findFirst()
				.orElse(null);
			if (first != null || items.size() < limit) {
				return first;
			}
		}
	}

	/**
	 * Deletes deliveries that are too old, and those of each subscription that are too
	 * many. Returns the largest number that was deleted for one reason.
	 */
	public int forget(Instant before, int limit) {
		int old = 0;
		int most = 0;
		for (String id : ids()) {
			Shelf shelf = deliveries(id);
			old += forget(id, old < limit ? shelf.oldest(before, limit - old) : List.of());
			most = Math.max(most, forget(id, shelf.beyond(Subscriptions.KEPT, limit)));
		}
		return Math.max(old, most);
	}

	private int forget(String id, List<Item> items) {
		if (!items.isEmpty()) {
			Present present = present(id);
			List<Command> commands = items.stream().flatMap(item -> deliveries(id).remove(item).stream()).toList();
			if (present.body != null && !write(present, commands)) {
				throw changing();
			}
		}
		return items.size();
	}

}
