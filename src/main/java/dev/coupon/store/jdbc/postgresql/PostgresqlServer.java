package dev.coupon.store.jdbc.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.coupon.store.UnusableStoreException;
import dev.coupon.store.jdbc.connection.Dialect;
import dev.coupon.store.jdbc.connection.Tables;
import io.micrometer.core.instrument.Clock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a database on a PostgreSQL server, which must not lose what it has committed. */
public final class PostgresqlServer {

	private static final Logger log = LoggerFactory.getLogger(PostgresqlServer.class);

	/** The time in which an idle connection must show that it works. */
	private static final Duration CHECK = Duration.ofSeconds(1);

	private PostgresqlServer() {
	}

	/**
	 * Opens a database.
	 * @param patience how long to wait for a connection, a lock and a statement
	 * @param clock the clock that measures how long something takes
	 * @throws UnusableStoreException if the database can't be used
	 */
	public static HikariDataSource open(PostgresqlSettings settings, Duration patience, Clock clock) {
		try {
			PGSimpleDataSource source = source(settings, patience);
			ServerState state = state(source);
			state.check();
			Tables.update(source, Dialect.POSTGRESQL, name(settings), state::checkRights);
			HikariDataSource database = pool(settings, source, patience, clock);
			state.warn();
			log.info("The store is PostgreSQL at {}", name(settings));
			return database;
		}
		catch (SQLException | RuntimeException e) {
			throw unusable(settings, e);
		}
	}

	/** The exception that says why the database can't be used, and how to mend it. */
	public static UnusableStoreException unusable(PostgresqlSettings settings, Exception failure) {
		return OpenFailure.of(name(settings), failure);
	}

	/** The URL without its parameters, which may contain a password. */
	private static String name(PostgresqlSettings settings) {
		return settings.url().replaceFirst("\\?.*", "");
	}

	private static PGSimpleDataSource source(PostgresqlSettings settings, Duration patience) {
		PGSimpleDataSource source = new PGSimpleDataSource();
		try {
			source.setUrl(settings.url());
		}
		catch (IllegalArgumentException e) {
			throw new UnusableStoreException("coupon.postgresql.url is no URL of a database in PostgreSQL.",
					"Set it to one such as jdbc:postgresql://localhost:5432/coupons.", null);
		}
		source.setUser(settings.user());
		source.setPassword(settings.password());
		source.setApplicationName("coupon-issuance");
		source.setReWriteBatchedInserts(true);
		source.setTcpKeepAlive(true);
		source.setConnectTimeout(seconds(patience));
		return source;
	}

	private static ServerState state(DataSource source) throws SQLException {
		try (Connection connection = source.getConnection()) {
			return ServerState.read(connection);
		}
	}

	/**
	 * The pool of sessions, with limits to how long a request may take. The limits are
	 * set by a statement, because connection poolers take no options at the start of a
	 * session.
	 */
	private static HikariDataSource pool(PostgresqlSettings settings, PGSimpleDataSource source, Duration patience,
			Clock clock) throws SQLException {
		int seconds = seconds(patience);
		source.setSocketTimeout(2 * seconds);
		HikariConfig pool = Tables.pool("postgresql", source, settings.maxConnections(), patience);
		pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
		pool.setConnectionInitSql(Stream.of("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
			.map(timeout -> "SET " + timeout + " = '" + seconds + "s'")
			.collect(Collectors.joining("; ")));
		pool.setValidationTimeout(Math.min(CHECK.toMillis(), pool.getConnectionTimeout()));
		return SessionPool.open(pool, clock);
	}

	private static int seconds(Duration duration) {
		return Math.toIntExact(Math.max(1, duration.toSeconds()));
	}

}
