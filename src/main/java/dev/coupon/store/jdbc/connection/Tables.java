package dev.coupon.store.jdbc.connection;

import com.zaxxer.hikari.HikariConfig;
import dev.coupon.store.UnusableStoreException;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/** Prepares a database for use: its tables, and a pool of connections. */
public final class Tables {

	private static final Duration HIKARIS_SHORTEST_TIMEOUT = Duration.ofMillis(250);

	/** Opens no connection at once, because the pool would log a failure by itself. */
	private static final int NO_FIRST_CONNECTION = -1;

	private Tables() {
	}

	/**
	 * The configuration of a pool of connections.
	 * @param patience how long to wait until a connection becomes free
	 */
	public static HikariConfig pool(String name, DataSource source, int connections, Duration patience) {
		HikariConfig pool = new HikariConfig();
		pool.setPoolName(name);
		pool.setDataSource(source);
		pool.setMaximumPoolSize(connections);
		pool.setInitializationFailTimeout(NO_FIRST_CONNECTION);
		pool.setConnectionTimeout(Math.max(HIKARIS_SHORTEST_TIMEOUT.toMillis(), patience.toMillis()));
		return pool;
	}

	/**
	 * Creates the tables, or brings them up to date.
	 * @param source the source of connections, on which statements may take long
	 * @param name the name of the database that operators know
	 * @param beforeAChange a check to make if tables are to be created or changed
	 * @throws UnusableStoreException if a newer version has changed the tables
	 * @throws FlywayException if the tables can't be created or updated
	 */
	public static void update(DataSource source, Dialect dialect, String name, Runnable beforeAChange) {
		Flyway flyway = Flyway.configure()
			.dataSource(source)
			.table("schema_history")
			.placeholders(dialect.placeholders())
			.load();
		if (Arrays.stream(flyway.info().applied())
			.anyMatch(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)) {
			throw new UnusableStoreException(name + " has tables of a newer version of the service.",
					"Start that version, or restore a backup made before the update.", null);
		}
		if (flyway.info().pending().length > 0) {
			beforeAChange.run();
		}
		flyway.migrate();
	}

}
