package dev.coupon.repository.jdbc.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.coupon.CouponProperties;
import dev.coupon.repository.UnusableStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * Opens databases, brings their tables up to date, and refuses those that can't keep the
 * promise.
 */
public final class Databases {

	private static final Logger log = LoggerFactory.getLogger(Databases.class);

	/** Negative for KiB: 64 MiB for each connection. */
	private static final int SQLITE_CACHE = -64 * 1024;

	private Databases() {
	}

	/**
	 * Opens a file, which is created if there is none.
	 * @param patience how long a statement waits for another process
	 * @throws UnusableStoreException if it can't be used
	 */
	public static HikariDataSource sqlite(Path file, int connections, Duration patience) {
		SQLiteConfig config = new SQLiteConfig();
		config.setJournalMode(JournalMode.WAL);
		config.setSynchronous(SynchronousMode.FULL);
		config.enableFullSync(true);
		config.setTransactionMode(TransactionMode.IMMEDIATE);
		config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
		config.setCacheSize(SQLITE_CACHE);
		SQLiteDataSource source = new SQLiteDataSource(config);
		source.setUrl("jdbc:sqlite:" + file);
		HikariConfig pool = new HikariConfig();
		pool.setDataSource(source);
		String remedy = "Set coupon.sqlite.file to a file that the service may write.";
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
		}
		catch (IOException e) {
			throw new UnusableStoreException("There is no folder for " + file + ": " + e + ".", remedy, e);
		}
		return open(pool, connections, patience, Dialect.SQLITE, remedy);
	}

	/**
	 * Opens a database on a server.
	 * @param patience how long to wait for a connection, a lock and a statement
	 * @throws UnusableStoreException if it can't be reached, or acknowledges what it may
	 * lose
	 */
	public static HikariDataSource postgresql(CouponProperties.Postgresql properties, Duration patience) {
		int seconds = Math.toIntExact(Math.max(1, patience.toSeconds()));
		PGSimpleDataSource source = new PGSimpleDataSource();
		source.setUrl(properties.url());
		source.setUser(properties.user());
		source.setPassword(properties.password());
		source.setApplicationName("coupon-issuance");
		source.setReWriteBatchedInserts(true);
		source.setTcpKeepAlive(true);
		source.setConnectTimeout(seconds);
		source.setSocketTimeout(2 * seconds);
		source
			.setOptions("-c lock_timeout=%1$ds -c statement_timeout=%1$ds -c idle_in_transaction_session_timeout=%1$ds"
				.formatted(seconds));
		HikariConfig pool = new HikariConfig();
		pool.setDataSource(source);
		pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
		HikariDataSource database = open(pool, properties.maxConnections(), patience, Dialect.POSTGRESQL,
				"Check coupon.postgresql.url, user and password, that the server is up, and that the database is the service's own.");
		checkDurability(database);
		return database;
	}

	private static void checkDurability(HikariDataSource database) {
		if (isOff(database, "synchronous_commit")) {
			database.close();
			throw new UnusableStoreException(
					"PostgreSQL acknowledges transactions that it may lose: synchronous_commit is off.",
					"Turn it on for the service's user: ALTER ROLE ... SET synchronous_commit = on.", null);
		}
		for (String setting : List.of("fsync", "full_page_writes")) {
			if (isOff(database, setting)) {
				log.warn("PostgreSQL may lose coupons when its machine fails: {} is off", setting);
			}
		}
	}

	private static boolean isOff(DataSource database, String setting) {
		try (Connection connection = database.getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SHOW " + setting)) {
			return row.next() && "off".equals(row.getString(1));
		}
		catch (SQLException e) {
			throw new UnusableStoreException("PostgreSQL doesn't answer: " + e.getMessage() + ".", "Try again.", e);
		}
	}

	private static HikariDataSource open(HikariConfig pool, int connections, Duration patience, Dialect dialect,
			String remedy) {
		pool.setPoolName(dialect.name());
		pool.setMaximumPoolSize(connections);
		pool.setConnectionTimeout(Math.max(250, patience.toMillis()));
		pool.setInitializationFailTimeout(patience.toMillis());
		try {
			HikariDataSource database = new HikariDataSource(pool);
			migrate(database, dialect);
			return database;
		}
		catch (PoolInitializationException | FlywayException e) {
			String cause = String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
			throw new UnusableStoreException("The database can't be used: " + cause.replaceFirst("[.\\s]*$", "."),
					remedy, e);
		}
	}

	private static void migrate(HikariDataSource database, Dialect dialect) {
		Flyway flyway = Flyway.configure()
			.dataSource(database)
			.table("schema_history")
			.placeholders(dialect.placeholders())
			.load();
		boolean newer = Arrays.stream(flyway.info().applied())
			.anyMatch(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS);
		if (newer) {
			database.close();
			throw new UnusableStoreException("The database is of a newer version of the service.",
					"Start that version, or restore a backup made before the update.", null);
		}
		flyway.migrate();
	}

}
