package dev.coupon.store.valkey.connection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.valkey}: the store on Valkey or Redis.
 *
 * @param url Where the server is: {@code redis://host:6379}, {@code rediss://} with TLS,
 * several nodes of a cluster separated by commas, or
 * {@code redis-sentinel://host:26379,host2:26379#name}.
 * @param user Name of the user; empty for the server's default user.
 * @param password Password of the user; empty if none is needed.
 * @param sentinelPassword Password of the Sentinels; empty if they need none.
 * @param replicas How many replicas must have a change before it is answered. With 0, the
 * server itself must not lose it.
 * @param acceptLoss Whether to start although the server may lose coupons that were
 * answered.
 */
public record ValkeySettings(@DefaultValue("redis://localhost:6379") String url, @DefaultValue("") String user,
		@DefaultValue("") String password, @DefaultValue("") String sentinelPassword,
		@DefaultValue("0") @Min(0) @Max(5) int replicas, @DefaultValue("false") boolean acceptLoss) {

	private static final Pattern SENTINEL = Pattern.compile("rediss?-sentinel:");

	/** Tells whether Sentinels say which server is the primary. */
	boolean isBehindSentinels() {
		return SENTINEL.matcher(url).lookingAt();
	}

	/**
	 * The settings as a text without the passwords, and without the URL, because the URL
	 * may contain a password, too.
	 */
	@Override
	public String toString() {
		return "ValkeySettings[user=" + user + "]";
	}

}
