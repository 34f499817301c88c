package dev.coupon.store.valkey.topology;

import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.node.Nodes;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.models.role.RedisInstance.Role;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connections to the primaries of a cluster. Commands are sent over the connection of
 * their node, and not through Lettuce's routing, because {@code WAIT} must go over the
 * connection over which the write went.
 */
public final class ClusterNodes implements Nodes {

	private final RedisClusterClient client;

	private final StatefulRedisClusterConnection<String, String> cluster;

	private final ReentrantLock refreshing = new ReentrantLock();

	/**
	 * @param client stays open when this is closed
	 */
	public ClusterNodes(RedisClusterClient client) {
		this.client = client;
		this.cluster = client.connect(StringCodec.UTF8);
	}

	@Override
	public StatefulRedisConnection<String, String> of(String key) {
		RedisClusterNode node = cluster.getPartitions().getPartitionBySlot(SlotHash.getSlot(key));
		if (node == null) {
			throw new TryAgainException("No node of the cluster has the slot of " + key, null);
		}
		RedisURI address = node.getUri();
		return at(address.getHost(), address.getPort());
	}

	@Override
	public StatefulRedisConnection<String, String> at(String host, int port) {
		return cluster.getConnection(host, port);
	}

	@Override
	public List<StatefulRedisConnection<String, String>> primaries() {
		return cluster.getPartitions()
			.stream()
			.filter(node -> node.getRole() == Role.UPSTREAM && !node.getSlots().isEmpty())
			.map(node -> at(node.getUri().getHost(), node.getUri().getPort()))
			.toList();
	}

	/**
	 * Looks in one thread at a time, because the others then see what the first one has
	 * found.
	 */
	@Override
	public void refresh() {
		if (refreshing.tryLock()) {
			try {
				client.refreshPartitions();
			}
			finally {
				refreshing.unlock();
			}
		}
	}

	@Override
	public void close() {
		cluster.close();
	}

}
