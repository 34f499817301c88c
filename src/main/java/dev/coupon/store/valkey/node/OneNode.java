package dev.coupon.store.valkey.node;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connection to one server, or to the primary that Sentinels name. After a failover,
 * the connection is opened anew, so that the Sentinels are asked again.
 */
public final class OneNode implements Nodes {

	private final RedisClient client;

	private final RedisURI address;

	private final ReentrantLock refreshing = new ReentrantLock();

	private volatile StatefulRedisConnection<String, String> connection;

	/**
	 * @param client stays open when this is closed
	 */
	public OneNode(RedisClient client, RedisURI address) {
		this.client = client;
		this.address = address;
		this.connection = connect();
	}

	private StatefulRedisConnection<String, String> connect() {
		return client.connect(StringCodec.UTF8, address);
	}

	@Override
	public StatefulRedisConnection<String, String> of(String key) {
		return connection;
	}

	@Override
	public StatefulRedisConnection<String, String> at(String host, int port) {
		return connection;
	}

	@Override
	public List<StatefulRedisConnection<String, String>> primaries() {
		return List.of(connection);
	}

	/**
	 * Opens the connection anew in one thread at a time, and only if it is of no use any
	 * more, because others may wait for answers on it.
	 */
	@Override
	public void refresh() {
		if (!address.getSentinels().isEmpty() && refreshing.tryLock()) {
			try {
				StatefulRedisConnection<String, String> before = connection;
				if (!before.isOpen() || !isPrimary(before)) {
					connection = connect();
					var unused = before.closeAsync();
				}
			}
			finally {
				refreshing.unlock();
			}
		}
	}

	private static boolean isPrimary(StatefulRedisConnection<String, String> connection) {
		try {
			return connection.sync().role().getFirst().equals("master");
		}
		catch (RedisException e) {
			return false;
		}
	}

	@Override
	public void close() {
		connection.close();
	}

}
