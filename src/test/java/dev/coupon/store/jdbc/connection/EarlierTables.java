package dev.coupon.store.jdbc.connection;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables as an earlier version of the service has made them. */
public final class EarlierTables {

	private EarlierTables() {
	}

	/**
	 * Creates them.
	 * @param version the number of the last migration that the earlier version knew
	 */
	public static void create(DataSource source, Dialect dialect, int version) {
		Flyway.configure()
			.dataSource(source)
			.table("schema_history")
			.placeholders(dialect.placeholders())
			.target(Integer.toString(version))
			.load()
			.migrate();
	}

}
