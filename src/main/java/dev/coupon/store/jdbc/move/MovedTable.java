package dev.coupon.store.jdbc.move;

import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.domain.port.move.UnmovableException;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.jdbc.table.CampaignRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tables of which rows move with a campaign, in the order in which they move. Columns
 * are texts, unless {@code :N} (a number) or {@code :B} (a boolean) follows. Columns that
 * say which campaign a row is of are left out, because the first row says that for all.
 */
@SuppressWarnings("ImmutableEnumChecker") // Nobody changes them.
enum MovedTable {

	CAMPAIGN(new Source("campaign", "campaign", "id", ""),
			"id uid:N revision:N name starts_at:N ends_at:N per_user_limit:N time_zone charset characters template "
					+ "coupons_expire_at:N coupon_valid_for coupons_extended_to:N opening_hours quota metadata "
					+ "paused:B deleted:B"),

	COUNTS(new Source("counts", "campaign_counter", "campaign_id", ""),
			"max_coupons:N issued:N redeemed:N voided:N entries:N stocked:N last_expiry:N last_issued_at:N "
					+ "period_start:N period_end:N issued_before:N"),

	COUPON(new Source("coupon", "coupon", "campaign_id", "sequence"),
			"sequence:N code user_id user_slot:N key_hash key_owner issued_at:N expires_at:N"),

	/** The codes that are not issued; see {@code StockTable}. */
	UNISSUED(new Source("unissued", "coupon", "campaign_id", "sequence"), "sequence:N code issued_at:N expires_at:N"),

	REDEMPTION(new Source("redemption", "redemption", "campaign_id", "sequence, number"),
			"sequence:N number:N key_hash key_owner reference redeemed_at:N rolled_back_at:N redeemed_by"),

	VOIDING(new Source("voiding", "voiding", "campaign_id", "sequence"), "sequence:N voided_at:N reason"),

	LOG(new Source("log", "log_entry", "campaign_id", "ordinal"),
			"ordinal:N after_coupon:N type audited:B logged_at:N logged_by address reason sequence:N code "
					+ "reference before after");

	/**
	 * The place of the rows.
	 *
	 * @param kind the kind that the rows have on their way
	 * @param owner the column that says which campaign a row is of
	 * @param order the columns by which the rows are sorted; empty if there is one row
	 */
	private record Source(String kind, String table, String owner, String order) {
	}

	/** The campaign that rows are of. */
	record Owner(String id, long uid) {
	}

	private record Column(String name, char type) {

		static Column of(String text) {
			int colon = text.indexOf(':');
			return colon < 0 ? new Column(text, 'T') : new Column(text.substring(0, colon), text.charAt(colon + 1));
		}

		@Nullable Object read(ResultSet row) throws SQLException {
			if (row.getObject(name) == null) {
				return null;
			}
			return switch (type) {
				case 'N' -> row.getLong(name);
				case 'B' -> row.getBoolean(name);
				default -> row.getString(name);
			};
		}

		boolean fits(@Nullable Object value) {
			return value == null || switch (type) {
				case 'N' -> value instanceof Long;
				case 'B' -> value instanceof Boolean;
				default -> value instanceof String;
			};
		}

	}

	@SuppressWarnings("ImmutableEnumChecker") // Nobody changes it.
	private final Source source;

	private final List<Column> columns;

	MovedTable(Source source, String columns) {
		this.source = source;
		this.columns = List.of(columns.split(" ")).stream().map(Column::of).toList();
	}

	/** The table of rows of a kind. */
	static MovedTable of(String kind) {
		for (MovedTable table : values()) {
			if (table.source.kind.equals(kind)) {
				return table;
			}
		}
		throw new UnmovableException(
				"Rows of the kind %s are not known here: the file is of another version of the service."
					.formatted(kind));
	}

	private String ownerOf(Owner campaign) {
		return this == UNISSUED ? campaign.id + "/" : campaign.id;
	}

	/** Reads all rows of a campaign. */
	void read(Tx tx, Owner campaign, Consumer<Row> rows) {
		String names = String.join(", ", columns.stream().map(Column::name).toList());
		String sql = "SELECT " + names + " FROM " + source.table + " WHERE " + source.owner + " = ?"
				+ (this == LOG ? " AND campaign_uid = " + campaign.uid : "")
				+ (source.order.isEmpty() ? "" : " ORDER BY " + source.order);
		tx.each(sql, row -> {
			Map<String, Object> values = new LinkedHashMap<>();
			for (Column column : columns) {
				Object value = column.read(row);
				if (value != null) {
					values.put(column.name, value);
				}
			}
			rows.accept(new Row(source.kind, values));
		}, ownerOf(campaign));
	}

	/** Inserts rows of a campaign. */
	void insert(Tx tx, Owner campaign, List<Row> rows) {
		List<String> names = new ArrayList<>(columns.stream().map(Column::name).toList());
		if (this != CAMPAIGN) {
			names.add(source.owner);
		}
		if (this == LOG) {
			names.add("campaign_uid");
		}
		String sql = "INSERT INTO %s (%s) VALUES (%s)".formatted(source.table, String.join(", ", names),
				String.join(", ", names.stream().map(name -> "?").toList()));
		tx.updateAll(sql, rows.stream().map(row -> parameters(campaign, row)).toList());
	}

	private @Nullable Object[] parameters(Owner campaign, Row row) {
		refuseUnknown(row);
		List<@Nullable Object> parameters = new ArrayList<>();
		for (Column column : columns) {
			Object value = row.values().get(column.name);
			if (!column.fits(value)) {
				throw new UnmovableException("A row of the kind %s has a wrong %s: the file is not as it was written."
					.formatted(source.kind, column.name));
			}
			parameters.add(value);
		}
		if (this != CAMPAIGN) {
			parameters.add(ownerOf(campaign));
		}
		if (this == LOG) {
			parameters.add(campaign.uid);
		}
		return parameters.toArray();
	}

	private void refuseUnknown(Row row) {
		for (String name : row.values().keySet()) {
			if (columns.stream().noneMatch(column -> column.name.equals(name))) {
				throw new UnmovableException(
						"Rows of the kind %s have no %s here: the file is of another version of the service."
							.formatted(source.kind, name));
			}
		}
	}

	/** The owner whom the first row of a campaign names. */
	static Owner owner(Row first) {
		if (CAMPAIGN.source.kind.equals(first.kind()) && first.values().get("id") instanceof String id
				&& first.values().get("uid") instanceof Long uid) {
			return new Owner(id, uid);
		}
		throw new UnmovableException("The first row names no campaign: the file is not as it was written.");
	}

	/** The owner in the row of a campaign. */
	static Owner owner(CampaignRow row) {
		return new Owner(row.campaign().id(), CampaignRow.uid(row.state().uid()));
	}

}
