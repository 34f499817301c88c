package dev.coupon.store.valkey.connection;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The state of a server, as far as the store depends on it.
 *
 * @param facts the facts that the server tells of itself, by their names
 * @param appendfsync when the server writes to the disk; absent if it doesn't say
 */
public record ServerInfo(Map<String, String> facts, @Nullable String appendfsync) {

	static ServerInfo read(StatefulRedisConnection<String, String> connection) {
		Map<String, String> facts = connection.sync()
			.info()
			.lines()
			.filter(line -> line.indexOf(':') > 0)
			.collect(Collectors.toMap(line -> line.substring(0, line.indexOf(':')),
					line -> line.substring(line.indexOf(':') + 1), (some, other) -> some));
		return new ServerInfo(facts, appendfsync(connection));
	}

	/** The setting, which some providers don't let clients read. */
	private static @Nullable String appendfsync(StatefulRedisConnection<String, String> connection) {
		try {
			return connection.sync().configGet("appendfsync").get("appendfsync");
		}
		catch (RedisException e) {
			return null;
		}
	}

	/** A fact by its name; empty if the server doesn't tell it. */
	String fact(String name) {
		return facts.getOrDefault(name, "");
	}

	boolean isCluster() {
		return fact("cluster_enabled").equals("1");
	}

}
