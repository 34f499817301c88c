package dev.coupon.store.jdbc.postgresql;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.postgresql}: the store on a PostgreSQL server.
 *
 * @param url JDBC URL of the database, as the PostgreSQL driver reads it.
 * @param user Name of the database user.
 * @param password Password of the database user.
 * @param maxConnections Largest number of connections to the server: one for reports, and
 * half of the others for reading.
 */
public record PostgresqlSettings(@DefaultValue("jdbc:postgresql://localhost:5432/coupons") String url,
		@DefaultValue("coupons") String user, @DefaultValue("") String password,
		@DefaultValue("10") @Min(3) @Max(1_000) int maxConnections) {

	/**
	 * The settings as a text without the password, and without the URL, because the URL
	 * may contain the password as a parameter.
	 */
	@Override
	public String toString() {
		return "PostgresqlSettings[user=" + user + "]";
	}

}
