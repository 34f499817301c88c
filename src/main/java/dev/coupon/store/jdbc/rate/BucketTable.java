package dev.coupon.store.jdbc.rate;

import dev.coupon.store.jdbc.connection.Transactions;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.rate.BucketStates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The table {@code rate_bucket}. A turn locks the rows of its buckets, in the order of
 * their ids, so that instances don't wait for each other in a circle.
 */
public final class BucketTable implements BucketStates {

	/**
	 * Locks the rows. There is one row more than buckets are found, or as many, because
	 * the time is needed if none is.
	 */
	private static final String LOCK = """
			WITH locked AS (
			SELECT id, state FROM rate_bucket WHERE id IN (SELECT value FROM $strings) ORDER BY id $locked)
			SELECT $now AS now, id, state FROM (SELECT 1 AS one) AS once LEFT JOIN locked ON one = 1""";

	/** A new bucket may have come since, which nobody has locked. */
	private static final String INSERT = """
			INSERT INTO rate_bucket (id, state, expires_at)
			SELECT split_part(value, ' ', 1), split_part(value, ' ', 2),
			$now + CAST(split_part(value, ' ', 3) AS BIGINT)
			FROM $strings ORDER BY 1 ON CONFLICT (id) DO NOTHING RETURNING id""";

	private static final String UPDATE = """
			UPDATE rate_bucket SET state = split_part(value, ' ', 2),
			expires_at = $now + CAST(split_part(value, ' ', 3) AS BIGINT)
			FROM $strings WHERE id = split_part(value, ' ', 1)""";

	private static final String EXPIRED = "SELECT EXISTS (SELECT 1 FROM rate_bucket WHERE expires_at < (SELECT $now))";

	private static final String SWEEP = """
			DELETE FROM rate_bucket WHERE id IN (
			SELECT id FROM rate_bucket WHERE expires_at < (SELECT $now) ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED)""";

	private final Transactions transactions;

	public BucketTable(Transactions transactions) {
		this.transactions = transactions;
	}

	@Override
	public void take(Map<String, Turn> turns) {
		Map<String, Turn> left = new TreeMap<>(turns);
		while (!left.isEmpty()) {
			left.keySet().removeAll(transactions.writeLoosely(tx -> take(tx, left)));
		}
	}

	/**
	 * Buckets that are locked.
	 *
	 * @param states the states of those that have a row, by their ids
	 */
	private record Locked(Instant now, Map<String, String> states) {
	}

	private static Locked lock(Tx tx, Set<String> ids) {
		Map<String, String> states = new HashMap<>();
		List<Long> times = tx.rows(LOCK, (row, number) -> {
			if (row.getString("id") != null) {
				states.put(row.getString("id"), row.getString("state"));
			}
			return row.getLong("now");
		}, Tx.strings(ids));
		return new Locked(Instant.ofEpochMilli(times.getFirst()), states);
	}

	/** Takes the turns, and returns the buckets that have had theirs. */
	private static Set<String> take(Tx tx, Map<String, Turn> turns) {
		Locked locked = lock(tx, turns.keySet());
		List<String> changed = new ArrayList<>();
		List<String> added = new ArrayList<>();
		Set<String> done = new HashSet<>(turns.keySet());
		turns.forEach((id, turn) -> {
			boolean known = locked.states.containsKey(id);
			Next next = turn.take(locked.states.get(id), locked.now);
			if (next != null) {
				(known ? changed : added).add(row(id, next));
			}
			if (next != null && !known) {
				done.remove(id);
			}
		});
		if (!changed.isEmpty()) {
			tx.update(UPDATE, Tx.strings(changed));
		}
		if (!added.isEmpty()) {
			done.addAll(tx.rows(INSERT, (row, number) -> row.getString("id"), Tx.strings(added)));
		}
		return done;
	}

	private static String row(String id, Next next) {
		return id + ' ' + next.state() + ' ' + next.life().toMillis();
	}

	/** Tells whether there are buckets that are full again. */
	public static boolean hasExpired(Tx tx) {
		return Boolean.TRUE.equals(tx.row(EXPIRED, (row, number) -> row.getBoolean(1)));
	}

	/** Deletes buckets that are full again, and returns how many. */
	public static int sweep(Tx tx, int limit) {
		return tx.update(SWEEP, limit);
	}

}
