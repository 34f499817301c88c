package dev.coupon.store.jdbc.postgresql;

import dev.coupon.store.UnusableStoreException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/** Tells from an error why a database can't be opened, and how to mend it. */
final class OpenFailure {

	private static final String GENERAL = "Check coupon.postgresql.url, user and password, that the server is up, "
			+ "and that the database is the service's own.";

	/** The remedies by SQL state. */
	private static final Map<String, String> REMEDIES = Map.ofEntries(
			Map.entry("28P01", "Check coupon.postgresql.user and COUPON_POSTGRESQL_PASSWORD."),
			Map.entry("28000", "Check coupon.postgresql.user, and that pg_hba.conf lets it in from this machine."),
			Map.entry("3D000", "Create the database, or check its name in coupon.postgresql.url."),
			Map.entry("08001", "Check host and port in coupon.postgresql.url, and that the server is up."),
			Map.entry("08P01",
					"Let the connection pooler work by session, and ignore the parameter that it names, "
							+ "such as ignore_startup_parameters = extra_float_digits in PgBouncer."),
			Map.entry("42501", "Make the service's user the owner of the database and its tables."),
			Map.entry("3F000",
					"Create the schema that search_path names, and let the service's user create tables in it."),
			Map.entry("25006", "Name the server that takes writes in coupon.postgresql.url."),
			Map.entry("53100", "Make room on the server's disk."),
			Map.entry("53300", "Let the server take more connections, or set coupon.postgresql.max-connections lower."),
			Map.entry("57P03", "Start the service again when the server is up."));

	private OpenFailure() {
	}

	/**
	 * The exception that ends the start.
	 * @param name the name of the database that operators know
	 */
	static UnusableStoreException of(String name, Throwable failure) {
		if (failure instanceof UnusableStoreException known) {
			return known;
		}
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		String problem = cause instanceof UnknownHostException ? "there is no host " + cause.getMessage()
				: String.valueOf(cause.getMessage());
		return new UnusableStoreException("%s can't be used: %s.".formatted(name, problem.replaceFirst("[.\\s]*$", "")),
				REMEDIES.getOrDefault(state(failure), GENERAL), failure);
	}

	/** The SQL state of the innermost error that has one; empty if none has. */
	private static String state(@Nullable Throwable failure) {
		String state = "";
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException e && e.getSQLState() != null) {
				state = e.getSQLState();
			}
		}
		return state;
	}

}
