package dev.coupon.repository.jdbc.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.coupon.repository.UnusableStoreException;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.springframework.core.NestedExceptionUtils;

/** The tables of a database, in the version that this service knows. */
final class Tables {

	private static final Duration HIKARIS_SHORTEST_TIMEOUT = Duration.ofMillis(250);

	private Tables() {
	}

	static HikariConfig pool(DataSource source, int connections, Duration patience) {
		HikariConfig pool = new HikariConfig();
		pool.setDataSource(source);
		pool.setMaximumPoolSize(connections);
		pool.setConnectionTimeout(Math.max(HIKARIS_SHORTEST_TIMEOUT.toMillis(), patience.toMillis()));
		// It would log what the exception says.
		pool.setInitializationFailTimeout(-1);
		return pool;
	}

	/**
	 * Opens a database and brings its tables up to date.
	 * @param name what operators call it
	 * @param remedy what they may have to mend
	 * @throws UnusableStoreException if it can't be used
	 */
	static HikariDataSource open(HikariConfig pool, Dialect dialect, String name, String remedy) {
		pool.setPoolName(dialect.name());
		HikariDataSource database = new HikariDataSource(pool);
		try {
			migrate(database, dialect);
			return database;
		}
		catch (FlywayException e) {
			database.close();
			String cause = String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
			throw new UnusableStoreException(
					"%s can't be used: %s.".formatted(name, cause.replaceFirst("[.\\s]*$", "")), remedy, e);
		}
		catch (UnusableStoreException e) {
			database.close();
			throw e;
		}
	}

	private static void migrate(DataSource database, Dialect dialect) {
		Flyway flyway = Flyway.configure()
			.dataSource(database)
			.table("schema_history")
			.placeholders(dialect.placeholders())
			.load();
		boolean newer = Arrays.stream(flyway.info().applied())
			.anyMatch(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS);
		if (newer) {
			throw new UnusableStoreException("The database is of a newer version of the service.",
					"Start that version, or restore a backup made before the update.", null);
		}
		flyway.migrate();
	}

}
