package dev.coupon.store.valkey.topology;

import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.node.Nodes;
import dev.coupon.store.valkey.topology.Sentinels.Primary;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the primary that Sentinels name. As soon as they have named another
 * one to any of the connections that share them, it is opened anew, because an old
 * primary that is cut off goes on answering those who only read.
 */
public final class WatchedNode implements Nodes {

	/** The time for which no connection is tried after one has failed, in nanoseconds. */
	private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

	private final Sentinels sentinels;

	private final ReentrantLock connecting = new ReentrantLock();

	private volatile Present present;

	/** The time of the last connection that failed; absent if none has. */
	private @Nullable Long failed;

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
		if (!present.primary.equals(sentinels.primary())) {
			follow();
		}
		return present.node.connection();
	}

	/**
	 * Connects to the primary that was named last, in one thread at a time.
	 * @throws TryAgainException if another thread does that, or failed to do it just now
	 */
	private void follow() {
		if (!connecting.tryLock()) {
			throw new TryAgainException("The connection to another primary is being opened", null);
		}
		try {
			Present before = present;
			Primary named = sentinels.primary();
			if (!before.primary.equals(named)) {
				Long last = failed;
				if (last != null && sentinels.clock().monotonicTime() - last < PAUSE) {
					throw new TryAgainException("There is no connection to the primary", null);
				}
				present = connect(named);
				before.node.close();
			}
		}
		catch (RedisException e) {
			failed = sentinels.clock().monotonicTime();
			throw e;
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
	 * Asks the Sentinels. The connection stays as it is if they name the same primary,
	 * because others may wait for answers on it.
	 */
	@Override
	public void refresh() {
		sentinels.refresh();
		connection();
	}

	@Override
	public void close() {
		present.node.close();
	}

}
