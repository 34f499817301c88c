package dev.coupon.store.move;

import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.domain.port.move.UnmovableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of rows that move with a campaign, in the order in which they move. Columns
 * are texts, unless {@code :N} (a number), {@code :B} (a boolean) or {@code :W} (a word:
 * a text without control characters) follows. Rows don't say which campaign they are of,
 * because the first one says that for all.
 */
public enum RowKind {

	/** The settings, in one row. */
	CAMPAIGN("campaign",
			"id uid:N revision:N name starts_at:N ends_at:N per_user_limit:N time_zone charset characters template "
					+ "coupons_expire_at:N coupon_valid_for coupons_extended_to:N opening_hours quota metadata "
					+ "paused:B deleted:B"),

	/** The numbers, in one row. */
	COUNTS("counts",
			"max_coupons:N issued:N redeemed:N voided:N entries:N stocked:N last_expiry:N last_issued_at:N "
					+ "period_start:N period_end:N issued_before:N"),

	/**
	 * The coupons by their numbers. A code that is found under a second name has a second
	 * row with the negative number.
	 */
	COUPON("coupon", "sequence:N code:W user_id:W user_slot:N key_hash key_owner issued_at:N expires_at:N"),

	/** The imported codes that are not issued, by the numbers that they will have. */
	UNISSUED("unissued", "sequence:N code:W issued_at:N expires_at:N"),

	/** The redemptions, numbered for each coupon. */
	REDEMPTION("redemption",
			"sequence:N number:N key_hash key_owner reference redeemed_at:N rolled_back_at:N redeemed_by"),

	/** The coupons that are void now. */
	VOIDING("voiding", "sequence:N voided_at:N reason"),

	/** The log in its order. */
	LOG("log", "ordinal:N after_coupon:N type audited:B logged_at:N logged_by address reason sequence:N code "
			+ "reference before after");

	/** A column, and the type of its values. */
	public record Column(String name, Type type) {

		private static Column of(String text) {
			int colon = text.indexOf(':');
			return colon < 0 ? new Column(text, Type.TEXT)
					: new Column(text.substring(0, colon), switch (text.charAt(colon + 1)) {
						case 'N' -> Type.NUMBER;
						case 'B' -> Type.BOOLEAN;
						default -> Type.WORD;
					});
		}

	}

	/** The types of values. */
	public enum Type {

		TEXT, WORD, NUMBER, BOOLEAN;

		private boolean fits(@Nullable Object value) {
			return value == null || switch (this) {
				case TEXT -> value instanceof String;
				case WORD -> value instanceof String text && text.chars().noneMatch(Character::isISOControl);
				case NUMBER -> value instanceof Long;
				case BOOLEAN -> value instanceof Boolean;
			};
		}

	}

	private final String kind;

	@SuppressWarnings("ImmutableEnumChecker") // Nobody can change it.
	private final List<Column> columns;

	RowKind(String kind, String columns) {
		this.kind = kind;
		this.columns = List.of(columns.split(" ")).stream().map(Column::of).toList();
	}

	/** The kind of a row. */
	public static RowKind of(Row row) {
		for (RowKind known : values()) {
			if (known.kind.equals(row.kind())) {
				return known;
			}
		}
		throw new UnmovableException(
				"Rows of the kind %s are not known here: the file is of another version of the service."
					.formatted(row.kind()));
	}

	/** The columns, in their order. */
	public List<Column> columns() {
		return columns;
	}

	/** A row with values for all columns, in their order. */
	public Row row(@Nullable Object... values) {
		Map<String, Object> present = new LinkedHashMap<>();
		for (int i = 0; i < values.length; i++) {
			Object value = values[i] instanceof Integer number ? (Long) number.longValue() : values[i];
			if (value != null) {
				present.put(columns.get(i).name, value);
			}
		}
		return new Row(kind, present);
	}

	/**
	 * The values of a row of this kind for all columns, in their order.
	 * @throws UnmovableException if the row has a value that it can't have
	 */
	public List<@Nullable Object> values(Row row) {
		refuseUnknown(row);
		List<@Nullable Object> values = new ArrayList<>();
		for (Column column : columns) {
			Object value = row.values().get(column.name);
			if (!column.type.fits(value)) {
				throw wrong(column.name);
			}
			values.add(value);
		}
		return values;
	}

	private void refuseUnknown(Row row) {
		for (String name : row.values().keySet()) {
			if (columns.stream().noneMatch(column -> column.name.equals(name))) {
				throw new UnmovableException(
						"Rows of the kind %s have no %s here: the file is of another version of the service."
							.formatted(kind, name));
			}
		}
	}

	/** The error about a value that a row of this kind can't have. */
	public UnmovableException wrong(String name) {
		return new UnmovableException(
				"A row of the kind %s has a wrong %s: the file is not as it was written.".formatted(kind, name));
	}

}
