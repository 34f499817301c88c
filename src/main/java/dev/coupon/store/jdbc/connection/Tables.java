package dev.coupon.store.jdbc.connection;

import com.zaxxer.hikari.HikariConfig;
import dev.coupon.store.UnusableStoreException;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.springframework.core.NestedExceptionUtils;

/** Prepares a database for use: its tables, and a pool of connections. */
public final class Tables {

	private static final Duration HIKARIS_SHORTEST_TIMEOUT = Duration.ofMillis(250);

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
		pool.setConnectionTimeout(Math.max(HIKARIS_SHORTEST_TIMEOUT.toMillis(), patience.toMillis()));
		return pool;
	}

	/**
	 * Creates the tables, or brings them up to date.
	 * @param source the source of connections, on which statements may take long
	 * @param name the name of the database that operators know
	 * @param remedy what operators can do if the update fails, as a sentence
	 * @throws UnusableStoreException if the tables can't be created or updated
	 */
	public static void update(DataSource source, Dialect dialect, String name, String remedy) {
		Flyway flyway = Flyway.configure()
			.dataSource(source)
			.table("schema_history")
			.placeholders(dialect.placeholders())
			.load();
		try {
			if (Arrays.stream(flyway.info().applied())
				.anyMatch(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)) {
				throw new UnusableStoreException(name + " has tables of a newer version of the service.",
						"Start that version, or restore a backup made before the update.", null);
			}
			flyway.migrate();
		}
		catch (FlywayException e) {
			String cause = String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
			throw new UnusableStoreException(
					"%s can't be used: %s.".formatted(name, cause.replaceFirst("[.\\s]*$", "")), remedy, e);
		}
	}

}
