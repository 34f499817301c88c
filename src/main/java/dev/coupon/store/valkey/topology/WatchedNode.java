package dev.coupon.store.valkey.topology;

import dev.coupon.store.valkey.node.Nodes;
import dev.coupon.store.valkey.topology.Sentinels.Primary;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connection to the primary that Sentinels name. As soon as they have named another
 * one to any of the connections that share them, it is opened anew, because an old
 * primary that is cut off goes on answering those who only read.
 */
public final class WatchedNode implements Nodes {

	private final Sentinels sentinels;

	private final ReentrantLock refreshing = new ReentrantLock();

	private final ReentrantLock connecting = new ReentrantLock();

	private volatile Present present;

	/** The primary to which there is a connection. */
	private record Present(Primary primary, OneNode node) {
	}

	/**
	 * @param sentinels those that all connections of the store share
	 */
	public WatchedNode(Sentinels sentinels) {
		this.sentinels = sentinels;
		this.present = connect(sentinels.primary());
	}

	private Present connect(Primary primary) {
		return new Present(primary, sentinels.connect(primary));
	}

	private StatefulRedisConnection<String, String> connection() {
		if (!present.primary.equals(sentinels.latest())) {
			follow();
		}
		return present.node.connection();
	}

	/** Connects to the primary that was named last. */
	private void follow() {
		connecting.lock();
		try {
			Present before = present;
			Primary named = sentinels.latest();
			if (!before.primary.equals(named)) {
				present = connect(named);
				before.node.close();
			}
		}
		finally {
			connecting.unlock();
		}
	}

	@Override
	public StatefulRedisConnection<String, String> of(String key) {
		return connection();
	}

	@Override
	public StatefulRedisConnection<String, String> at(String host, int port) {
		return connection();
	}

	@Override
	public List<StatefulRedisConnection<String, String>> primaries() {
		return List.of(connection());
	}

	/**
	 * Asks the Sentinels in one thread at a time. The connection stays as it is if they
	 * name the same primary, because others may wait for answers on it.
	 */
	@Override
	public void refresh() {
		if (refreshing.tryLock()) {
			try {
				sentinels.primary();
				follow();
			}
			finally {
				refreshing.unlock();
			}
		}
	}

	@Override
	public void close() {
		present.node.close();
	}

}
