package dev.coupon.store.jdbc.connection;

import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs statements in one transaction. Three words in their text have a meaning:
 * {@code $now} is the database's time in milliseconds since the epoch. {@code $strings}
 * is a table whose column {@code value} has the strings of a parameter made by
 * {@link #strings}. {@code $locked}, at the end of a query, locks its rows.
 */
public final class Tx {

	private static final JsonMapper JSON = JsonMapper.shared();

	/** The number of rows that a server sends at once in a transaction. */
	private static final int FETCHED_AT_ONCE = 1_000;

	private final JdbcTemplate jdbc;

	private final Dialect dialect;

	Tx(Connection connection, Dialect dialect) {
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		this.jdbc.setExceptionTranslator(dialect);
		this.dialect = dialect;
	}

	/** The only row of a query, or null if there is none. */
	public <T> @Nullable T row(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
		return DataAccessUtils.singleResult(rows(sql, mapper, parameters));
	}

	public <T> List<T> rows(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
		return jdbc.query(dialect.text(sql), mapper, parameters);
	}

	/** Reads the rows of a query one after the other, however many there are. */
	public void each(String sql, RowCallbackHandler reader, @Nullable Object... parameters) {
		jdbc.setFetchSize(FETCHED_AT_ONCE);
		jdbc.query(dialect.text(sql), reader, parameters);
	}

	/** Changes rows, and returns how many. */
	public int update(String sql, @Nullable Object... parameters) {
		return jdbc.update(dialect.text(sql), parameters);
	}

	/** Runs a statement with each set of parameters. */
	public void updateAll(String sql, List<@Nullable Object[]> parameters) {
		jdbc.batchUpdate(dialect.text(sql), parameters);
	}

	/**
	 * Tries whether there is room for as much as an issue may add, if the database can't
	 * tell in another way. What this writes is deleted again.
	 */
	public void tryForRoom() {
		dialect.tryForRoom(this);
	}

	/**
	 * Lets the transaction pause for up to ten minutes, because it reads or writes a file
	 * in between.
	 */
	public void allowPauses() {
		dialect.allowPauses(this);
	}

	/** The parameter from which {@code $strings} makes a table. */
	public static String strings(Collection<String> strings) {
		return JSON.writeValueAsString(strings);
	}

}
