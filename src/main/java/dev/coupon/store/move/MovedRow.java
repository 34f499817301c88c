package dev.coupon.store.move;

import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.domain.port.move.UnmovableException;
import org.jspecify.annotations.Nullable;

/**
 * A row whose values have the types of their columns. An absent value is refused, unless
 * it is asked for as an optional one.
 */
public final class MovedRow {

	private final RowKind kind;

	private final Row row;

	/**
	 * @throws UnmovableException if the row is of no kind that is known, or has a value
	 * that it can't have
	 */
	public MovedRow(Row row) {
		this.kind = RowKind.of(row);
		this.row = row;
		kind.values(row);
	}

	/**
	 * The campaign that rows are of.
	 *
	 * @param uid the number of its uid, which is the same in every store
	 */
	public record Owner(String id, long uid) {

		/** The owner by the text of its uid. */
		public static Owner of(String id, String uid) {
			return new Owner(id, MovedRow.uid(uid));
		}

		/** The text of the uid. */
		public String uidText() {
			return MovedRow.uid(uid);
		}

		/**
		 * Refuses to arrive where another campaign has the id.
		 * @param uid the uid of the campaign that has it
		 * @param deleted whether that is deleted, and waits to be erased
		 * @throws UnmovableException if it is deleted, or not the same
		 */
		public void refuseUnlessSame(String uid, boolean deleted) {
			if (deleted) {
				throw MoveRefusal.deleted(id);
			}
			if (!equals(of(id, uid))) {
				throw MoveRefusal.another(id);
			}
		}

	}

	/** The text of a uid or a revision, by which callers know it. */
	public static String uid(long number) {
		return Long.toString(number, Character.MAX_RADIX);
	}

	/** The number of a uid or a revision. */
	public static long uid(String text) {
		return Long.parseLong(text, Character.MAX_RADIX);
	}

	/** The owner whom the first row of a campaign names. */
	public static Owner owner(Row first) {
		if (RowKind.of(first) == RowKind.CAMPAIGN && first.values().get("id") instanceof String id
				&& first.values().get("uid") instanceof Long uid) {
			return new Owner(id, uid);
		}
		throw new UnmovableException("The first row names no campaign: the file is not as it was written.");
	}

	/** The kind of the row. */
	public RowKind kind() {
		return kind;
	}

	/** A text; absent if the row has none. */
	public @Nullable String optionalText(String name) {
		return (String) row.values().get(name);
	}

	/** A number; absent if the row has none. */
	public @Nullable Long optionalNumber(String name) {
		return (Long) row.values().get(name);
	}

	/** A text. */
	public String text(String name) {
		return present(optionalText(name), name);
	}

	/** A number. */
	public long number(String name) {
		return present(optionalNumber(name), name);
	}

	/** A small number. */
	public int count(String name) {
		long number = number(name);
		if (number != (int) number) {
			throw kind.wrong(name);
		}
		return (int) number;
	}

	/** A boolean. */
	public boolean flag(String name) {
		return present((Boolean) row.values().get(name), name);
	}

	private <T> T present(@Nullable T value, String name) {
		if (value == null) {
			throw kind.wrong(name);
		}
		return value;
	}

}
