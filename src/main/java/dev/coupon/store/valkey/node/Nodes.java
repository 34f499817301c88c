package dev.coupon.store.valkey.node;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;

/**
 * The connections to a server or to the primaries of a cluster. A connection is shared:
 * what is sent while others wait is sent at once.
 */
public interface Nodes extends AutoCloseable {

	/**
	 * The connection to the primary that has a key.
	 * @throws dev.coupon.store.batch.retry.TryAgainException if no node is known to have
	 * it
	 */
	StatefulRedisConnection<String, String> of(String key);

	/** The connection to a node by its address. */
	StatefulRedisConnection<String, String> at(String host, int port);

	/** The connections to all primaries. */
	List<StatefulRedisConnection<String, String>> primaries();

	/** Looks again which node is the primary of what. */
	void refresh();

	@Override
	void close();

}
