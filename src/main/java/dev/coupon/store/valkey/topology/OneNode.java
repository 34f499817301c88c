package dev.coupon.store.valkey.topology;

import dev.coupon.store.valkey.node.Nodes;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.util.List;

/** The connection to one server. Lettuce opens it again when it breaks. */
public final class OneNode implements Nodes {

	private final StatefulRedisConnection<String, String> connection;

	/**
	 * @param client stays open when this is closed
	 */
	public OneNode(RedisClient client, RedisURI address) {
		this.connection = client.connect(StringCodec.UTF8, address);
	}

	StatefulRedisConnection<String, String> connection() {
		return connection;
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

	@Override
	public void refresh() {
		// There is no other server.
	}

	@Override
	public void close() {
		connection.close();
	}

}
