package dev.coupon.store.jdbc.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The differences between the databases, other than how to connect to them. */
@SuppressWarnings("ImmutableEnumChecker") // Records of strings are immutable.
public enum Dialect implements SQLExceptionTranslator {

	/**
	 * SQLite, in which a transaction that writes locks the whole database when it begins.
	 */
	SQLITE(new Words("CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)", "json_each(?)", ""),
			new Options("COLLATE BINARY", "", "WITHOUT ROWID", "INTEGER PRIMARY KEY AUTOINCREMENT", "")) {
		@Override
		public DataAccessException translate(String task, @Nullable String sql, SQLException e) {
			SQLiteErrorCode code = e instanceof SQLiteException cause ? cause.getResultCode()
					: SQLiteErrorCode.UNKNOWN_ERROR;
			if (code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
					|| code == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY) {
				return new DuplicateKeyException(task, e);
			}
			return switch (SQLiteErrorCode.getErrorCode(code.code & PRIMARY_CODE)) {
				case SQLITE_BUSY, SQLITE_LOCKED -> new CannotAcquireLockException(task, e);
				case SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_NOMEM ->
					new DataAccessResourceFailureException(task, e);
				default -> new UncategorizedSQLException(task, sql, e);
			};
		}

		// Begins by a statement, because the driver would lock the database for writing.
		@Override
		<T> T snapshot(Connection connection, Supplier<T> reading) throws SQLException {
			try (Statement statement = connection.createStatement()) {
				statement.execute("BEGIN DEFERRED");
				try {
					return reading.get();
				}
				finally {
					statement.execute("ROLLBACK");
				}
			}
		}

		@Override
		void tryForRoom(Tx tx) {
			// The row needs new pages, because one that is changed in its place needs
			// none. They stay in the file, for the next rows.
			tx.update("INSERT INTO redemption (campaign_id, sequence, number, reference, redeemed_at) "
					+ "VALUES (?, 1, 1, ?, 0)", TRIAL, "-".repeat(ROOM));
			tx.update("DELETE FROM redemption WHERE campaign_id = ?", TRIAL);
		}
	},

	POSTGRESQL(
			new Words("CAST(EXTRACT(EPOCH FROM date_trunc('milliseconds', clock_timestamp())) * 1000 AS BIGINT)",
					"json_array_elements_text(CAST(? AS JSON))", "FOR UPDATE"),
			new Options("COLLATE \"C\"", "WITH (fillfactor = 50)", "",
					"BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "UNLOGGED")) {
		@Override
		public DataAccessException translate(String task, @Nullable String sql, SQLException e) {
			String state = String.valueOf(e.getSQLState());
			if (state.startsWith(INVALID_TRANSACTION)) {
				return new DataAccessResourceFailureException(task, e);
			}
			DataAccessException translated = LOCK_NOT_AVAILABLE.equals(state) ? new CannotAcquireLockException(task, e)
					: BY_STATE.translate(task, sql, e);
			return translated == null ? new UncategorizedSQLException(task, sql, e) : translated;
		}

		// The pool takes back what is set for the connection.
		@Override
		<T> T snapshot(Connection connection, Supplier<T> reading) throws SQLException {
			connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			connection.setReadOnly(true);
			connection.setAutoCommit(false);
			connection.setNetworkTimeout(Runnable::run, LONGEST_SNAPSHOT);
			try (Statement statement = connection.createStatement()) {
				statement.execute("SET LOCAL statement_timeout = 0");
				return reading.get();
			}
			finally {
				connection.rollback();
			}
		}

		@Override
		void allowPauses(Tx tx) {
			tx.update("SET LOCAL idle_in_transaction_session_timeout = '10min'");
		}
	};

	/** The bits of SQLite's extended error codes that form the primary code. */
	public static final int PRIMARY_CODE = 0xFF;

	/**
	 * The longest time for which a query of a snapshot may send nothing, in milliseconds:
	 * an hour.
	 */
	private static final int LONGEST_SNAPSHOT = 3_600_000;

	/** An id that no campaign has. */
	private static final String TRIAL = "?";

	/** The most that an issue may add to a file at once, in bytes. */
	private static final int ROOM = 16 * 1024;

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	/**
	 * The class of SQL states of transactions that the server has ended, or that can only
	 * read.
	 */
	private static final String INVALID_TRANSACTION = "25";

	private static final SQLExceptionTranslator BY_STATE = new SQLStateSQLExceptionTranslator();

	/** The SQL that replaces the words of {@link Tx}. */
	private record Words(String now, String strings, String locked) {
	}

	/**
	 * Reads in a transaction that sees all as of one moment and keeps nobody from
	 * writing. No statement of it is too long.
	 */
	abstract <T> T snapshot(Connection connection, Supplier<T> reading) throws SQLException;

	/**
	 * Tries whether there is room for more rows. PostgreSQL needs no trial, because it
	 * writes each change to its log first, and keeps a row's old version beside the new.
	 */
	void tryForRoom(Tx tx) {
	}

	/**
	 * Lets the transaction pause for long, where the database would end it otherwise.
	 */
	void allowPauses(Tx tx) {
	}

	/** The values of the placeholders in the migrations. */
	private record Options(String ascii, String changing, String clustered, String identity, String unlogged) {
	}

	private final Words words;

	private final Options options;

	Dialect(Words words, Options options) {
		this.words = words;
		this.options = options;
	}

	/**
	 * The text of a statement, with the words of {@link Tx} replaced by the SQL of this
	 * database.
	 */
	String text(String sql) {
		return sql.replace("$now", words.now).replace("$strings", words.strings).replace("$locked", words.locked);
	}

	/** The values of the placeholders in the migrations. */
	Map<String, String> placeholders() {
		return Map.of("ascii", options.ascii, "changing", options.changing, "clustered", options.clustered, "identity",
				options.identity, "unlogged", options.unlogged);
	}

}
