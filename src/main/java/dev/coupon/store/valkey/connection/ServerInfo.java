package dev.coupon.store.valkey.connection;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The state of a server, as far as the store depends on it.
 *
 * @param facts the facts that the server tells of itself, by their names
 * @param replicas how many replicas may take over
 * @param appendfsync when the server writes to the disk; absent if it doesn't say
 */
public record ServerInfo(Map<String, String> facts, int replicas, @Nullable String appendfsync) {

	private static final String CLUSTER = "cluster_enabled";

	private static final String YES = "1";

	static ServerInfo read(StatefulRedisConnection<String, String> connection) {
		Map<String, String> facts = connection.sync()
			.info()
			.lines()
			.filter(line -> line.indexOf(':') > 0)
			.collect(Collectors.toMap(line -> line.substring(0, line.indexOf(':')),
					line -> line.substring(line.indexOf(':') + 1), (some, other) -> some));
		return new ServerInfo(facts, replicas(facts, connection), appendfsync(connection));
	}

	/**
	 * The number of replicas that may take over: in a cluster those that it knows, for
	 * one that is away may come back.
	 */
	private static int replicas(Map<String, String> facts, StatefulRedisConnection<String, String> connection) {
		if (!YES.equals(facts.get(CLUSTER))) {
			return Integer.parseInt(facts.getOrDefault("connected_slaves", "0"));
		}
		Partitions nodes = ClusterPartitionParser.parse(connection.sync().clusterNodes());
		return (int) nodes.stream()
			.filter(node -> node.is(NodeFlag.MYSELF))
			.flatMap(self -> nodes.stream().filter(node -> self.getNodeId().equals(node.getSlaveOf())))
			.count();
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
		return fact(CLUSTER).equals(YES);
	}

}
