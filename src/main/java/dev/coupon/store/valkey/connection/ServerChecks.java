package dev.coupon.store.valkey.connection;

import dev.coupon.store.UnusableStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checks whether a server keeps what it answers. */
final class ServerChecks {

	private static final Logger log = LoggerFactory.getLogger(ServerChecks.class);

	private static final int OLDEST_MAJOR = 6;

	private static final int OLDEST_MINOR = 2;

	private static final String YES = "1";

	private final ServerInfo server;

	private final ValkeySettings settings;

	ServerChecks(ServerInfo server, ValkeySettings settings) {
		this.server = server;
		this.settings = settings;
	}

	/**
	 * Checks that the store can use the server.
	 * @throws UnusableStoreException if it can't
	 */
	void check() {
		refuseIf(isTooOld(), "The server's version %s is too old.".formatted(server.fact("redis_version")),
				"The service needs Redis 6.2 or Valkey 7.2, or later.");
		refuseIf(!server.fact("role").equals("master"), "The server takes no writes: it is a replica.",
				"Name its primary in coupon.valkey.url, or the Sentinels.");
		refuseIf(!server.fact("maxmemory_policy").equals("noeviction"),
				"The server would throw away coupons when its memory is full: maxmemory-policy is %s."
					.formatted(server.fact("maxmemory_policy")),
				"Set maxmemory-policy to noeviction.");
		String cause = causeOfLoss();
		if (cause != null) {
			String loss = "The server acknowledges coupons that it may lose: %s.".formatted(cause);
			refuseIf(!settings.acceptLoss(), loss,
					(keepsAll() ? "Set " : "Set appendonly to yes and appendfsync to always, or ")
							+ "coupon.valkey.replicas to the number of replicas that must have each coupon, or "
							+ "coupon.valkey.accept-loss to true.");
			log.warn("{} coupon.valkey.accept-loss accepts that", loss);
		}
		if (connectedReplicas() < settings.replicas()) {
			log.warn("The server has {} replicas, but coupon.valkey.replicas asks for {}: it takes no coupons until "
					+ "they are back", connectedReplicas(), settings.replicas());
		}
	}

	private boolean isTooOld() {
		String[] parts = server.fact("redis_version").split("\\.", -1);
		if (parts.length < 2) {
			return true;
		}
		int major = Integer.parseInt(parts[0]);
		return major < OLDEST_MAJOR || (major == OLDEST_MAJOR && Integer.parseInt(parts[1]) < OLDEST_MINOR);
	}

	/** The reason for which an answered coupon may be lost; null for none. */
	private @Nullable String causeOfLoss() {
		if (settings.replicas() > 0) {
			return null;
		}
		if (!keepsAll()) {
			return server.fact("aof_enabled").equals(YES) ? "appendfsync is not always" : "appendonly is off";
		}
		return server.replicas() > 0 && (server.isCluster() || settings.isBehindSentinels())
				? "a replica may take over without them" : null;
	}

	private boolean keepsAll() {
		return server.fact("aof_enabled").equals(YES) && "always".equals(server.appendfsync());
	}

	private int connectedReplicas() {
		String replicas = server.fact("connected_slaves");
		return replicas.isEmpty() ? 0 : Integer.parseInt(replicas);
	}

	private static void refuseIf(boolean unusable, String problem, String remedy) {
		if (unusable) {
			throw new UnusableStoreException(problem, remedy, null);
		}
	}

}
