package dev.coupon.store.valkey.layout;

import dev.coupon.domain.Coupon.Redemption;
import dev.coupon.domain.Coupon.Voiding;
import dev.coupon.domain.decision.CouponState.EarlierRedemption;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.store.key.KeyHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The life of a coupon after its issue: all that happened to it, oldest first. So it can
 * be told how it was at any time.
 */
public record Life(List<Change> changes) {

	/** The life of a coupon to which nothing has happened. */
	public static final Life NONE = new Life(List.of());

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final TypeReference<List<List<@Nullable String>>> ROWS = new TypeReference<>() {
	};

	/**
	 * A change of the coupon.
	 *
	 * @param ordinal the number of the entry of the log about it
	 * @param at the time of the change
	 * @param key the name of the idempotency key, see {@link KeyHash#withOwner}, or the
	 * hash of one that belongs to every owner; absent without a key
	 * @param text the reference of a redemption, or the reason why the coupon is void;
	 * absent if there is none
	 * @param by the redeemer; absent if unknown
	 */
	public record Change(LogEntry.Type type, int ordinal, Instant at, @Nullable String key, @Nullable String text,
			@Nullable String by) {

		private List<@Nullable String> row() {
			List<@Nullable String> row = new ArrayList<>();
			row.add(kind(type));
			row.add(Integer.toString(ordinal, Character.MAX_RADIX));
			row.add(Long.toString(at.toEpochMilli(), Character.MAX_RADIX));
			row.add(key);
			row.add(text);
			row.add(by);
			while (row.getLast() == null) {
				row.removeLast();
			}
			return row;
		}

		private static Change of(List<@Nullable String> row) {
			return new Change(Objects.requireNonNull(KINDS.get(present(row, 0))),
					Integer.parseInt(present(row, 1), Character.MAX_RADIX),
					Instant.ofEpochMilli(Long.parseLong(present(row, 2), Character.MAX_RADIX)), part(row, 3),
					part(row, 4), part(row, 5));
		}

		private static String present(List<@Nullable String> row, int number) {
			return Objects.requireNonNull(row.get(number));
		}

		private static @Nullable String part(List<@Nullable String> row, int number) {
			return number < row.size() ? row.get(number) : null;
		}

	}

	private static final Map<String, LogEntry.Type> KINDS = Map.of("R", LogEntry.Type.COUPON_REDEEMED, "B",
			LogEntry.Type.COUPON_REDEMPTION_ROLLED_BACK, "V", LogEntry.Type.COUPON_VOIDED, "A",
			LogEntry.Type.COUPON_VOID_REVOKED);

	private static String kind(LogEntry.Type type) {
		return KINDS.entrySet()
			.stream()
			.filter(kind -> kind.getValue() == type)
			.map(Map.Entry::getKey)
			.findFirst()
			.orElseThrow();
	}

	/** The life from its text; null stands for none. */
	public static Life read(@Nullable String text) {
		return text == null ? NONE : new Life(JSON.readValue(text, ROWS).stream().map(Change::of).toList());
	}

	public String write() {
		return JSON.writeValueAsString(changes.stream().map(Change::row).toList());
	}

	/**
	 * The life with one more change.
	 * @param key the idempotency key; absent without one
	 */
	public Life plus(LogEntry entry, @Nullable KeyHash key) {
		List<Change> more = new ArrayList<>(changes);
		boolean redeemed = entry.type() == LogEntry.Type.COUPON_REDEEMED;
		String reference = entry.coupon() == null ? null : entry.coupon().reference();
		String reason = entry.type() == LogEntry.Type.COUPON_VOIDED ? entry.act().reason() : null;
		more.add(new Change(entry.type(), entry.ordinal(), entry.at(), key == null ? null : key.withOwner(),
				redeemed ? reference : reason, redeemed ? entry.act().by() : null));
		return new Life(more);
	}

	/** The life as it was when the log had so many entries. */
	public Life until(int entries) {
		return changes.isEmpty() || changes.getLast().ordinal <= entries ? this
				: new Life(changes.stream().filter(change -> change.ordinal <= entries).toList());
	}

	/** The present redemption; absent while the coupon is unused. */
	public @Nullable Redemption redemption() {
		Change last = last(LogEntry.Type.COUPON_REDEEMED, LogEntry.Type.COUPON_REDEMPTION_ROLLED_BACK);
		return last == null ? null : new Redemption(last.at, last.text, last.by);
	}

	/** The statement that the coupon is worthless; absent if it isn't void. */
	public @Nullable Voiding voiding() {
		Change last = last(LogEntry.Type.COUPON_VOIDED, LogEntry.Type.COUPON_VOID_REVOKED);
		return last == null ? null : new Voiding(last.at, last.text);
	}

	/** The last change of a kind, unless one that takes it back came later. */
	private @Nullable Change last(LogEntry.Type kind, LogEntry.Type opposite) {
		for (Change change : changes.reversed()) {
			if (change.type == kind || change.type == opposite) {
				return change.type == kind ? change : null;
			}
		}
		return null;
	}

	/** The redemption with this idempotency key; null if there is none. */
	public @Nullable EarlierRedemption earlier(KeyHash key) {
		for (int i = 0; i < changes.size(); i++) {
			String used = changes.get(i).key;
			if (key.withOwner().equals(used) || key.text().equals(used)) {
				return new EarlierRedemption(changes.get(i).text, isRolledBack(i));
			}
		}
		return null;
	}

	/** Tells whether a redemption with this reference was rolled back. */
	public boolean isRolledBack(String reference) {
		for (int i = 0; i < changes.size(); i++) {
			Change change = changes.get(i);
			if (change.type == LogEntry.Type.COUPON_REDEEMED && reference.equals(change.text) && isRolledBack(i)) {
				return true;
			}
		}
		return false;
	}

	/** Tells whether the redemption at a place was rolled back after it. */
	private boolean isRolledBack(int place) {
		return changes.subList(place + 1, changes.size())
			.stream()
			.anyMatch(change -> change.type == LogEntry.Type.COUPON_REDEMPTION_ROLLED_BACK);
	}

}
