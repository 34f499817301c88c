package dev.coupon.store.jdbc.move;

import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.store.jdbc.connection.Tx;
import dev.coupon.store.move.MovedRow.Owner;
import dev.coupon.store.move.RowKind;
import dev.coupon.store.move.RowKind.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables of which rows move with a campaign, one for each kind of rows, whose columns
 * have the same names.
 *
 * @param owner the column that says which campaign a row is of
 * @param order the columns by which the rows are sorted; empty if there is one row
 */
record MovedTable(RowKind kind, String table, String owner, String order) {

	/** The table with rows of a kind. */
	static MovedTable of(RowKind kind) {
		return switch (kind) {
			case CAMPAIGN -> new MovedTable(kind, "campaign", "id", "");
			case COUNTS -> new MovedTable(kind, "campaign_counter", "campaign_id", "");
			case COUPON, UNISSUED -> new MovedTable(kind, "coupon", "campaign_id", "sequence");
			case REDEMPTION -> new MovedTable(kind, "redemption", "campaign_id", "sequence, number");
			case VOIDING -> new MovedTable(kind, "voiding", "campaign_id", "sequence");
			case LOG -> new MovedTable(kind, "log_entry", "campaign_id", "ordinal");
		};
	}

	/** Codes that are not issued are not yet of the campaign; see {@code StockTable}. */
	private String ownerOf(Owner campaign) {
		return kind == RowKind.UNISSUED ? campaign.id() + "/" : campaign.id();
	}

	/** Reads all rows of a campaign. */
	void read(Tx tx, Owner campaign, Consumer<Row> rows) {
		String sql = "SELECT " + kind.columns().stream().map(Column::name).collect(Collectors.joining(", ")) + " FROM "
				+ table + " WHERE " + owner + " = ?"
				+ (kind == RowKind.LOG ? " AND campaign_uid = " + campaign.uid() : "")
				+ (order.isEmpty() ? "" : " ORDER BY " + order);
		tx.each(sql, row -> {
			List<@Nullable Object> values = new ArrayList<>();
			for (Column column : kind.columns()) {
				values.add(read(row, column));
			}
			rows.accept(kind.row(values.toArray()));
		}, ownerOf(campaign));
	}

	private static @Nullable Object read(ResultSet row, Column column) throws SQLException {
		if (row.getObject(column.name()) == null) {
			return null;
		}
		return switch (column.type()) {
			case TEXT, WORD -> row.getString(column.name());
			case NUMBER -> row.getLong(column.name());
			case BOOLEAN -> row.getBoolean(column.name());
		};
	}

	/** Inserts rows of a campaign. */
	void insert(Tx tx, Owner campaign, List<Row> rows) {
		List<String> names = new ArrayList<>(kind.columns().stream().map(Column::name).toList());
		if (kind != RowKind.CAMPAIGN) {
			names.add(owner);
		}
		if (kind == RowKind.LOG) {
			names.add("campaign_uid");
		}
		String sql = "INSERT INTO %s (%s) VALUES (%s)".formatted(table, String.join(", ", names),
				String.join(", ", names.stream().map(name -> "?").toList()));
		tx.updateAll(sql, rows.stream().map(row -> parameters(campaign, row)).toList());
	}

	private @Nullable Object[] parameters(Owner campaign, Row row) {
		List<@Nullable Object> parameters = new ArrayList<>(kind.values(row));
		if (kind != RowKind.CAMPAIGN) {
			parameters.add(ownerOf(campaign));
		}
		if (kind == RowKind.LOG) {
			parameters.add(campaign.uid());
		}
		return parameters.toArray();
	}

}
