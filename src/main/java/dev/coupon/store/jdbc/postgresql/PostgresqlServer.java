package dev.coupon.store.jdbc.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.coupon.store.UnusableStoreException;
import dev.coupon.store.jdbc.connection.Dialect;
import dev.coupon.store.jdbc.connection.Tables;
import io.micrometer.core.instrument.Clock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a database on a PostgreSQL server, which must not lose what it has committed. */
public final class PostgresqlServer {

	private static final Logger log = LoggerFactory.getLogger(PostgresqlServer.class);

	private static final String REMEDY = "Check coupon.postgresql.url, user and password, that the server is up, "
			+ "and that the database is the service's own.";

	/** The time in which an idle connection must show that it works. */
	private static final Duration CHECK = Duration.ofSeconds(1);

	private static final String OFF = "off";

	private PostgresqlServer() {
	}

	/**
	 * Opens a database.
	 * @param patience how long to wait for a connection, a lock and a statement
	 * @param clock the clock that measures how long something takes
	 * @throws UnusableStoreException if the database can't be used
	 */
	public static HikariDataSource open(PostgresqlSettings settings, Duration patience, Clock clock) {
		String name = settings.url().replaceFirst("\\?.*", "");
		Tables.update(source(settings, patience), Dialect.POSTGRESQL, name, REMEDY);
		HikariConfig pool = Tables.pool("postgresql", withTimeouts(source(settings, patience), patience),
				settings.maxConnections(), patience);
		pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
		pool.setValidationTimeout(Math.min(CHECK.toMillis(), pool.getConnectionTimeout()));
		HikariDataSource database = new SessionPool(pool, clock);
		try {
			check(database);
		}
		catch (UnusableStoreException e) {
			database.close();
			throw e;
		}
		log.info("The store is PostgreSQL at {}", name);
		return database;
	}

	private static PGSimpleDataSource source(PostgresqlSettings settings, Duration patience) {
		PGSimpleDataSource source = new PGSimpleDataSource();
		source.setUrl(settings.url());
		source.setUser(settings.user());
		source.setPassword(settings.password());
		source.setApplicationName("coupon-issuance");
		source.setReWriteBatchedInserts(true);
		source.setTcpKeepAlive(true);
		source.setConnectTimeout(seconds(patience));
		return source;
	}

	/** The same source of connections, with limits to how long a request may take. */
	private static DataSource withTimeouts(PGSimpleDataSource source, Duration patience) {
		int seconds = seconds(patience);
		String timeouts = Stream.of("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
			.map(timeout -> "-c " + timeout + "=" + seconds + "s ")
			.collect(Collectors.joining());
		source.setOptions(timeouts + Objects.requireNonNullElse(source.getOptions(), ""));
		source.setSocketTimeout(2 * seconds);
		return source;
	}

	private static int seconds(Duration duration) {
		return Math.toIntExact(Math.max(1, duration.toSeconds()));
	}

	private static void check(DataSource database) {
		if (show(database, "synchronous_commit").equals(OFF)) {
			throw new UnusableStoreException(
					"PostgreSQL acknowledges transactions that it may lose: synchronous_commit is off.",
					"Turn it on for the service's user: ALTER ROLE ... SET synchronous_commit = on.", null);
		}
		String encoding = show(database, "server_encoding");
		if (!encoding.equals("UTF8")) {
			throw new UnusableStoreException(
					"The database can't keep all codes and users: its encoding is %s.".formatted(encoding),
					"Create it with ENCODING 'UTF8'.", null);
		}
		for (String setting : List.of("fsync", "full_page_writes")) {
			if (show(database, setting).equals(OFF)) {
				log.warn("PostgreSQL may lose coupons when its machine fails: {} is off", setting);
			}
		}
	}

	private static String show(DataSource database, String setting) {
		try (Connection connection = database.getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SHOW " + setting)) {
			return row.next() ? row.getString(1) : "";
		}
		catch (SQLException e) {
			throw new UnusableStoreException("PostgreSQL doesn't answer: " + e.getMessage() + ".", REMEDY, e);
		}
	}

}
