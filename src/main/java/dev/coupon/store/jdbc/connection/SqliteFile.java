package dev.coupon.store.jdbc.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.coupon.store.UnusableStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A database in a file, set up so that what is committed is on disk. */
public final class SqliteFile {

	private static final Logger log = LoggerFactory.getLogger(SqliteFile.class);

	private static final String REMEDY = "Set coupon.sqlite.file to a file that the service may write.";

	/** In KiB, which are negative to SQLite: 64 MiB for each connection. */
	private static final int CACHE = -64 * 1024;

	/**
	 * In pages of 4 KiB: how much is logged before it is moved to its place. What changes
	 * often is moved less often, and a longer log takes longer to read after a crash.
	 */
	private static final int CHECKPOINT = 20_000;

	/**
	 * Closes connections that have failed. SQLite may have ended the transaction, or not
	 * have begun it, but its driver would go on as if there were one, so that each
	 * further statement would be committed alone.
	 */
	private static final class EvictAfterFailure implements SQLExceptionOverride {

		@java.lang.Override
		public Override adjudicate(SQLException e) {
			boolean inTransaction = e instanceof SQLiteException failure
					&& (failure.getResultCode().code & Dialect.PRIMARY_CODE) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
			return inTransaction ? Override.CONTINUE_EVICT : Override.MUST_EVICT;
		}

	}

	private SqliteFile() {
	}

	/**
	 * Opens a file, which is created if there is none.
	 * @param patience how long to wait for a connection, and a statement for another
	 * process
	 * @throws UnusableStoreException if it can't be used
	 */
	public static HikariDataSource open(Path file, int connections, Duration patience) {
		SQLiteConfig config = new SQLiteConfig();
		config.setJournalMode(JournalMode.WAL);
		config.setSynchronous(SynchronousMode.FULL);
		config.enableFullSync(true);
		config.setTransactionMode(TransactionMode.IMMEDIATE);
		config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
		config.setCacheSize(CACHE);
		config.setWalAutocheckpoint(CHECKPOINT);
		SQLiteDataSource source = new SQLiteDataSource(config);
		source.setUrl("jdbc:sqlite:" + file);
		createFolderOf(file);
		Tables.update(source, Dialect.SQLITE, file.toString(), REMEDY);
		log.info("The store is SQLite in {}", file.toAbsolutePath());
		HikariConfig pool = Tables.pool("sqlite", source, connections, patience);
		pool.setExceptionOverride(new EvictAfterFailure());
		return new HikariDataSource(pool);
	}

	private static void createFolderOf(Path file) {
		Path folder = file.toAbsolutePath().getParent();
		try {
			if (folder != null) {
				Files.createDirectories(folder);
			}
		}
		catch (IOException e) {
			throw new UnusableStoreException("There can be no folder " + folder + ": " + e + ".", REMEDY, e);
		}
	}

}
