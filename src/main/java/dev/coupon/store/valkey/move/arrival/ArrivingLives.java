package dev.coupon.store.valkey.move.arrival;

import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.move.UnmovableException;
import dev.coupon.store.key.KeyHash;
import dev.coupon.store.move.MoveRefusal;
import dev.coupon.store.move.MovedRow;
import dev.coupon.store.move.RowKind;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.Life;
import dev.coupon.store.valkey.layout.Life.Change;
import dev.coupon.store.valkey.layout.LogText;
import dev.coupon.store.valkey.move.row.LogRow;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.read.Coupons;
import dev.coupon.store.valkey.server.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The lives of coupons of a campaign that is being taken in. Redemptions come first,
 * without the numbers of their entries in the log. The log gives them their numbers, and
 * says when a coupon was void.
 */
final class ArrivingLives {

	/** The number of a change whose entry of the log has not come. */
	private static final int UNKNOWN = 0;

	private final Arriving arriving;

	/** The number of changes whose entries have not come. */
	private int expected;

	/** The number of coupons that are void, by the rows less those by the log. */
	private int voided;

	private int entries;

	ArrivingLives(Arriving arriving) {
		this.arriving = arriving;
	}

	void redemptions(List<MovedRow> rows) {
		Map<Integer, Life> lives = read(rows.stream().map(row -> row.count("sequence")).toList());
		for (MovedRow row : rows) {
			List<Change> more = new ArrayList<>();
			more.add(new Change(LogEntry.Type.COUPON_REDEEMED, UNKNOWN, Instant.ofEpochMilli(row.number("redeemed_at")),
					key(row), row.optionalText("reference"), row.optionalText("redeemed_by")));
			Long rolledBackAt = row.optionalNumber("rolled_back_at");
			if (rolledBackAt != null) {
				more.add(new Change(LogEntry.Type.COUPON_REDEMPTION_ROLLED_BACK, UNKNOWN,
						Instant.ofEpochMilli(rolledBackAt), null, null, null));
			}
			expected += more.size();
			lives.computeIfPresent(row.count("sequence"), (sequence, life) -> with(life, life.changes().size(), more));
		}
		arriving.write(write(lives));
	}

	/** The name of the idempotency key in a row, as it is kept; null if there is none. */
	static @Nullable String key(MovedRow row) {
		String name = row.optionalText("key_hash");
		String owner = row.optionalText("key_owner");
		return name == null || owner == null ? name : new KeyHash(text(name), owner).withOwner();
	}

	/** The hash of a key in its name. */
	static String text(String name) {
		int dot = name.indexOf('.');
		return dot < 0 ? name : name.substring(0, dot);
	}

	private static Life with(Life life, int place, List<Change> more) {
		List<Change> changes = new ArrayList<>(life.changes());
		changes.addAll(place, more);
		return new Life(changes);
	}

	void voidings(List<MovedRow> rows) {
		voided += rows.size();
	}

	void log(List<MovedRow> rows) {
		List<LogText> texts = rows.stream().map(ArrivingLives::entry).toList();
		List<LogText> ofCoupons = texts.stream().filter(ArrivingLives::isOfCoupon).toList();
		Map<Integer, Life> lives = read(ofCoupons.stream().map(ArrivingLives::sequence).toList());
		ofCoupons.forEach(entry -> lives.computeIfPresent(sequence(entry), (sequence, life) -> after(life, entry)));
		List<Command> commands = write(lives);
		for (LogText entry : texts) {
			entries++;
			if (entry.ordinal() != entries || entries > arriving.state().counts().entries()) {
				throw RowKind.LOG.wrong("ordinal");
			}
			commands.add(Command.of("RPUSH", arriving.keys().log(entries), entry.write()));
		}
		arriving.write(commands);
	}

	private static LogText entry(MovedRow row) {
		try {
			return LogRow.read(row);
		}
		catch (JacksonException | NullPointerException e) {
			throw new UnmovableException("An entry of the log can't be read: " + e.getMessage());
		}
	}

	private static boolean isOfCoupon(LogText entry) {
		return entry.sequence() != null;
	}

	private static int sequence(LogText entry) {
		return entry.sequence() == null ? 0 : entry.sequence();
	}

	private Life after(Life life, LogText entry) {
		LogEntry.Type type = LogEntry.Type.of(entry.type());
		List<Change> changes = life.changes();
		int unknown = 0;
		while (unknown < changes.size() && changes.get(unknown).ordinal() != UNKNOWN) {
			unknown++;
		}
		if (type == LogEntry.Type.COUPON_VOIDED || type == LogEntry.Type.COUPON_VOID_REVOKED) {
			boolean makesVoid = type == LogEntry.Type.COUPON_VOIDED;
			voided += makesVoid ? -1 : 1;
			return with(life, unknown, List.of(new Change(type, entry.ordinal(), Instant.ofEpochMilli(entry.at()), null,
					makesVoid ? entry.reason() : null, null)));
		}
		if (unknown == changes.size() || changes.get(unknown).type() != type) {
			throw MoveRefusal.noCampaign();
		}
		expected--;
		Change change = changes.get(unknown);
		List<Change> after = new ArrayList<>(changes);
		after.set(unknown, new Change(type, entry.ordinal(), change.at(), change.key(), change.text(), change.by()));
		return new Life(after);
	}

	/** Refuses a campaign whose rows don't fit together. */
	void refuseUnlessComplete() {
		if (expected != 0 || voided != 0 || entries != arriving.state().counts().entries()) {
			throw MoveRefusal.noCampaign();
		}
	}

	private Map<Integer, Life> read(List<Integer> sequences) {
		Map<Integer, Life> lives = new LinkedHashMap<>();
		List<Integer> distinct = sequences.stream().distinct().toList();
		if (distinct.stream().anyMatch(sequence -> sequence < 1 || sequence > arriving.state().issued())) {
			throw MoveRefusal.noCampaign();
		}
		if (!distinct.isEmpty()) {
			CampaignKeys keys = arriving.keys();
			Reply reply = arriving.tools()
				.server()
				.read(distinct.stream()
					.map(sequence -> Command.of("HGET", keys.lives(sequence), Coupons.life(sequence)))
					.toList());
			for (int i = 0; i < distinct.size(); i++) {
				lives.put(distinct.get(i), Life.read(reply.text(i)));
			}
		}
		return lives;
	}

	private List<Command> write(Map<Integer, Life> lives) {
		List<Command> commands = new ArrayList<>();
		lives.forEach((sequence, life) -> commands
			.add(Command.of("HSET", arriving.keys().lives(sequence), Coupons.life(sequence), life.write())));
		return commands;
	}

}
