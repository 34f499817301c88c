package dev.coupon.store.jdbc.postgresql;

import dev.coupon.store.UnusableStoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a server and its database, as far as the store depends on it.
 *
 * @param version the version of the server, such as 170005 for 17.5
 * @param writable whether sessions can write: they can't on a replica, nor if a setting
 * forbids it
 * @param acknowledges what the server has done before it answers a commit
 * @param replicated whether the server has synchronous replicas
 * @param survives whether committed data survives a failure of the machine
 * @param encoding the encoding of the database
 * @param schema the schema in which tables are created; absent if there is none
 * @param mayCreate whether the user may create tables in the schema
 */
record ServerState(int version, boolean writable, String acknowledges, boolean replicated, boolean survives,
		String encoding, @Nullable String schema, boolean mayCreate) {

	private static final Logger log = LoggerFactory.getLogger(ServerState.class);

	/** The values of {@code synchronous_commit} that don't wait for a replica's disk. */
	private static final Set<String> WITHOUT_REPLICA = Set.of("local", "remote_write");

	private static final int OLDEST = 130000;

	private static final int MAJOR = 10000;

	private static final String QUERY = """
			SELECT current_setting('server_version_num')::INTEGER AS version,
			current_setting('transaction_read_only') = 'off' AND NOT pg_is_in_recovery() AS writable,
			current_setting('synchronous_commit') AS acknowledges,
			current_setting('synchronous_standby_names') <> '' AS replicated,
			current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on' AS survives,
			current_setting('server_encoding') AS encoding, current_schema() AS schema,
			COALESCE(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create""";

	static ServerState read(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(QUERY)) {
			row.next();
			return new ServerState(row.getInt("version"), row.getBoolean("writable"), row.getString("acknowledges"),
					row.getBoolean("replicated"), row.getBoolean("survives"), row.getString("encoding"),
					row.getString("schema"), row.getBoolean("may_create"));
		}
	}

	/**
	 * Checks that the store can use the database.
	 * @throws UnusableStoreException if it can't
	 */
	void check() {
		refuseIf(version < OLDEST, "PostgreSQL %d is too old.".formatted(version / MAJOR),
				"The service needs PostgreSQL 13 or later.");
		refuseIf(!writable,
				"PostgreSQL takes no writes: it is a replica, is recovering, or default_transaction_read_only is on.",
				"Name the server that takes writes in coupon.postgresql.url, or turn that setting off for the "
						+ "service's user: ALTER ROLE ... SET default_transaction_read_only = off.");
		refuseIf(acknowledges.equals("off"),
				"PostgreSQL acknowledges transactions that it may lose: synchronous_commit is off.",
				"Turn it on for the service's user: ALTER ROLE ... SET synchronous_commit = on.");
		refuseIf(!encoding.equals("UTF8"),
				"The database can't keep all codes and users: its encoding is %s.".formatted(encoding),
				"Create it with ENCODING 'UTF8'.");
		refuseIf(schema == null, "The database has no schema for the tables of the service.",
				"Create the schema that search_path names, such as CREATE SCHEMA public, or let the service's user "
						+ "see it: GRANT USAGE, CREATE ON SCHEMA public TO ....");
	}

	/** Warns of a server that may lose what it has committed. */
	void warn() {
		if (!survives) {
			log.warn("PostgreSQL may lose coupons when its machine fails: fsync or full_page_writes is off");
		}
		if (replicated && WITHOUT_REPLICA.contains(acknowledges)) {
			log.warn("PostgreSQL may lose coupons when a replica takes over: synchronous_commit is {}, not on",
					acknowledges);
		}
	}

	/**
	 * Checks that the user may create tables. It is only needed if there are none yet.
	 * @throws UnusableStoreException if the user may not
	 */
	void checkRights() {
		refuseIf(!mayCreate, "The service's user may not create tables in the schema %s.".formatted(schema),
				"Make it the owner of the database, or allow it: GRANT USAGE, CREATE ON SCHEMA %s TO ...."
					.formatted(schema));
	}

	private static void refuseIf(boolean unusable, String problem, String remedy) {
		if (unusable) {
			throw new UnusableStoreException(problem, remedy, null);
		}
	}

}
