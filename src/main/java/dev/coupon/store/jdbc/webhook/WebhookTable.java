package dev.coupon.store.jdbc.webhook;

import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.webhook.Delivery;
import dev.coupon.domain.webhook.Subscription;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.domain.webhook.Subscriptions.Found;
import dev.coupon.store.jdbc.connection.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code webhook} and {@code webhook_delivery}, within a transaction. */
public final class WebhookTable {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Tx tx;

	public WebhookTable(Tx tx) {
		this.tx = tx;
	}

	/** The database's time. */
	public Instant now() {
		return Objects
			.requireNonNull(tx.row("SELECT $now AS now", (row, number) -> Instant.ofEpochMilli(row.getLong("now"))));
	}

	/** All subscriptions, in the order of their ids. */
	public List<Subscription> all() {
		return tx.rows("SELECT body FROM webhook ORDER BY id", WebhookTable::subscription);
	}

	/** One subscription; null if there is none. */
	public @Nullable Found find(String id) {
		return tx.row("SELECT body, $now AS now FROM webhook WHERE id = ?",
				(row, number) -> new Found(subscription(row, number), Instant.ofEpochMilli(row.getLong("now"))), id);
	}

	/** Adds a subscription. */
	public void insert(Subscription subscription) {
		tx.update("INSERT INTO webhook (id, revision, body) VALUES (?, ?, ?)", subscription.id(),
				subscription.revision(), JSON.writeValueAsString(subscription));
	}

	/**
	 * Replaces a subscription by its next revision.
	 * @return the next revision; null if the subscription has changed or is gone
	 */
	public @Nullable Subscription update(Subscription changed, @Nullable Delivery done) {
		Subscription next = changed.next();
		boolean unchanged = tx.update("UPDATE webhook SET revision = ?, body = ? WHERE id = ? AND revision = ?",
				next.revision(), JSON.writeValueAsString(next), changed.id(), changed.revision()) == 0;
		if (unchanged) {
			return null;
		}
		if (done != null) {
			insert(done);
		}
		return next;
	}

	/** Deletes a subscription with its deliveries, and tells whether there was one. */
	public boolean delete(String id) {
		boolean found = tx.update("DELETE FROM webhook WHERE id = ?", id) > 0;
		tx.update("DELETE FROM webhook_delivery WHERE webhook_id = ?", id);
		return found;
	}

	/** Adds a delivery, if its subscription exists. */
	public void add(Delivery delivery) {
		if (tx.row("SELECT id FROM webhook WHERE id = ? $locked", (row, number) -> true,
				delivery.subscriptionId()) != null) {
			insert(delivery);
		}
	}

	private void insert(Delivery delivery) {
		tx.update("INSERT INTO webhook_delivery (webhook_id, attempted_at, test, body) VALUES (?, ?, ?, ?)",
				delivery.subscriptionId(), delivery.at().toEpochMilli(), delivery.sent().after() == null,
				JSON.writeValueAsString(delivery));
	}

	/** The deliveries of a subscription before a position, newest first; see the port. */
	public Page<Delivery, Long> deliveries(String id, @Nullable Long after, int limit) {
		List<Placed> andOneMore = tx.rows("""
				SELECT position, body FROM webhook_delivery WHERE webhook_id = ? AND position < ?
				ORDER BY position DESC LIMIT ?""",
				(row, number) -> new Placed(row.getLong("position"), delivery(row, number)), id,
				after == null ? Long.MAX_VALUE : after, limit + 1L);
		List<Delivery> items = andOneMore.stream().limit(limit).map(Placed::delivery).toList();
		return new Page<>(items, andOneMore.size() <= limit ? null : andOneMore.get(limit - 1).position());
	}

	private record Placed(long position, Delivery delivery) {
	}

	/** The first delivery of events since a time; null if none is kept. */
	public @Nullable Delivery firstSince(String id, Instant time) {
		return tx.row("""
				SELECT body FROM webhook_delivery WHERE webhook_id = ? AND attempted_at >= ? AND NOT test
				ORDER BY position LIMIT 1""", WebhookTable::delivery, id, time.toEpochMilli());
	}

	/**
	 * Deletes deliveries that are too old, and those of each subscription that are too
	 * many. Returns the largest number that one statement deleted.
	 */
	public int forget(Instant before, int limit) {
		int most = tx.update("""
				DELETE FROM webhook_delivery WHERE position IN (
				SELECT position FROM webhook_delivery WHERE attempted_at < ? ORDER BY attempted_at LIMIT ?)""",
				before.toEpochMilli(), limit);
		for (String id : tx.rows("SELECT id FROM webhook ORDER BY id", (row, number) -> row.getString("id"))) {
			most = Math.max(most, tx.update("""
					DELETE FROM webhook_delivery WHERE position IN (
					SELECT position FROM webhook_delivery WHERE webhook_id = ?
					ORDER BY position DESC LIMIT ? OFFSET ?)""", id, limit, Subscriptions.KEPT));
		}
		return most;
	}

	private static Subscription subscription(ResultSet row, int number) throws SQLException {
		return JSON.readValue(row.getString("body"), Subscription.class);
	}

	private static Delivery delivery(ResultSet row, int number) throws SQLException {
		return JSON.readValue(row.getString("body"), Delivery.class);
	}

}
