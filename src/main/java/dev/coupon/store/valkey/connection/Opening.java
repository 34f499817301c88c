package dev.coupon.store.valkey.connection;

import dev.coupon.store.UnusableStoreException;
import dev.coupon.store.batch.retry.Retries;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.connection.Connections.Treatment;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StaticCredentialsProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the connections to the server that the settings name, and checks it. */
public final class Opening {

	private static final Logger log = LoggerFactory.getLogger(Opening.class);

	private Opening() {
	}

	/**
	 * Opens the connections.
	 * @throws UnusableStoreException if the server can't be used
	 */
	public static Connections open(ValkeySettings settings, Treatment treatment, MeterRegistry meters) {
		List<RedisURI> addresses = addresses(settings);
		String name = name(addresses);
		Connections connections;
		try {
			connections = Connections.open(addresses, treatment, meters);
		}
		catch (RedisException e) {
			throw new UnusableStoreException("%s can't be used: %s.".formatted(name, withoutStop(cause(e))),
					remedy(cause(e)), e);
		}
		try {
			connections.states().forEach(server -> new ServerChecks(server, settings).check());
			checkLayout(connections, treatment, name);
			log.info("The store is {}", name);
			return connections;
		}
		catch (RuntimeException e) {
			connections.close();
			throw e;
		}
	}

	private static void checkLayout(Connections connections, Treatment treatment, String name) {
		try {
			new Retries(treatment.patience()).run(() -> {
				LayoutVersion.check(connections.server(), name);
				return name;
			});
		}
		catch (TryAgainException e) {
			throw new UnusableStoreException(
					"%s doesn't say which version its data has: %s.".formatted(name, withoutStop(cause(e))),
					"Start the service again when all primaries are up.", e);
		}
	}

	private static List<RedisURI> addresses(ValkeySettings settings) {
		String url = settings.url();
		try {
			List<RedisURI> addresses = settings.isBehindSentinels() ? List.of(RedisURI.create(url))
					: Arrays.stream(url.split(",", -1)).map(String::trim).map(RedisURI::create).toList();
			signIn(addresses, settings.user(), settings.password());
			addresses.forEach(address -> signIn(address.getSentinels(), "", settings.sentinelPassword()));
			return addresses;
		}
		catch (RuntimeException e) {
			throw new UnusableStoreException("coupon.valkey.url is no URL of Valkey or Redis.",
					"Set it to one such as redis://localhost:6379, or several with commas between.", null);
		}
	}

	private static void signIn(List<RedisURI> addresses, String user, String password) {
		if (!user.isEmpty() || !password.isEmpty()) {
			StaticCredentialsProvider credentials = new StaticCredentialsProvider(user.isEmpty() ? null : user,
					password.toCharArray());
			addresses.forEach(address -> address.setCredentialsProvider(credentials));
		}
	}

	/** The hosts and ports, without what may be secret. */
	private static String name(List<RedisURI> addresses) {
		return "Valkey or Redis at " + addresses.stream()
			.flatMap(address -> address.getSentinels().isEmpty() ? List.of(address).stream()
					: address.getSentinels().stream())
			.map(address -> address.getHost() + ":" + address.getPort())
			.collect(Collectors.joining(", "));
	}

	private static String cause(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		@Nullable String message = cause.getMessage();
		return message == null ? cause.toString() : message.lines().findFirst().orElse("");
	}

	private static String withoutStop(String sentence) {
		return sentence.replaceFirst("[.\\s]*$", "");
	}

	private static String remedy(String cause) {
		String word = cause.split(" ", 2)[0].toUpperCase(Locale.ROOT);
		return switch (word) {
			case "NOAUTH", "WRONGPASS" ->
				"Check coupon.valkey.user, COUPON_VALKEY_PASSWORD and, with Sentinels, COUPON_VALKEY_SENTINELPASSWORD.";
			case "NOPERM" -> "Let the service's user run all commands on all keys.";
			default -> "Check coupon.valkey.url, and that the server is up.";
		};
	}

}
