package dev.coupon.store.jdbc.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.coupon.store.UnusableStoreException;
import dev.coupon.store.jdbc.connection.Dialect;
import dev.coupon.store.jdbc.connection.Tables;
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

/** Opens a database in a SQLite file, set up so that what is committed is on disk. */
public final class SqliteFile {

	private static final Logger log = LoggerFactory.getLogger(SqliteFile.class);

	/**
	 * The size of the cache of each connection, 64 MiB. SQLite takes a negative number as
	 * KiB.
	 */
	private static final int CACHE = -64 * 1024;

	/**
	 * The length of the write-ahead log, in pages of 4 KiB, at which its content is moved
	 * into the database file. With a longer log, data that changes often is moved less
	 * often, but reading the log after a crash takes longer.
	 */
	private static final int CHECKPOINT = 20_000;

	/**
	 * Closes connections that have failed. After a failure, SQLite may have ended the
	 * transaction, or may not have begun it. But its driver would go on as if there were
	 * a transaction, so that each further statement would be committed alone.
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
	 * Opens a file, which is created if there is none, and keeps other instances of the
	 * service away until it is closed.
	 * @param patience how long to wait for a connection, and how long a statement waits
	 * for another process
	 * @throws UnusableStoreException if the file can't be used
	 */
	public static HikariDataSource open(Path file, int connections, Duration patience) {
		try {
			createFolderOf(file);
			InstanceLock lock = InstanceLock.take(file, patience);
			try {
				SQLiteDataSource source = source(file, patience);
				Tables.update(source, Dialect.SQLITE, file.toString(), () -> {
				});
				HikariConfig pool = Tables.pool("sqlite", source, connections, patience);
				pool.setExceptionOverride(new EvictAfterFailure());
				log.info("The store is SQLite in {}", file.toAbsolutePath());
				return new LockedPool(pool, lock);
			}
			catch (RuntimeException e) {
				lock.close();
				throw e;
			}
		}
		catch (IOException | RuntimeException e) {
			throw unusable(file, e);
		}
	}

	private static SQLiteDataSource source(Path file, Duration patience) {
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
		return source;
	}

	/** A pool that releases the lock when it has closed its connections. */
	private static final class LockedPool extends HikariDataSource {

		private final InstanceLock lock;

		private LockedPool(HikariConfig config, InstanceLock lock) {
			super(config);
			this.lock = lock;
		}

		@java.lang.Override
		public void close() {
			super.close();
			lock.close();
		}

	}

	/** The exception that says why the file can't be used, and how to mend it. */
	public static UnusableStoreException unusable(Path file, Exception failure) {
		return OpenFailure.of(file, failure);
	}

	private static void createFolderOf(Path file) throws IOException {
		Path folder = file.toAbsolutePath().getParent();
		if (Files.isDirectory(file)) {
			throw new IOException("it is a folder");
		}
		try {
			if (folder != null && !Files.isDirectory(folder)) {
				Files.createDirectories(folder);
			}
		}
		catch (IOException e) {
			// Without the cause, whose message is only a path.
			throw new IOException("there can be no folder " + folder + ": " + e);
		}
	}

}
