package dev.coupon.store.valkey.connection;

import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.store.batch.retry.Retries;
import dev.coupon.store.batch.retry.TryAgainException;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.node.Nodes;
import dev.coupon.store.valkey.node.Pipeline;
import dev.coupon.store.valkey.server.LettuceServer;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.store.valkey.topology.ClusterNodes;
import dev.coupon.store.valkey.topology.OneNode;
import dev.coupon.store.valkey.topology.Sentinels;
import dev.coupon.store.valkey.topology.WatchedNode;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The connections to a server or cluster: one for reading, and some for writing. */
public final class Connections implements AutoCloseable {

	/** The number of connections to each node for writing. */
	private static final int WRITING = 8;

	/** The number of keys for trials, so many that each of a few nodes has one. */
	private static final int TRIALS = 64;

	private final AbstractRedisClient client;

	/** The threads of all connections. */
	private final ClientResources threads;

	private final List<Nodes> nodes = new ArrayList<>();

	private final LettuceServer server;

	/**
	 * The way in which requests are treated.
	 *
	 * @param patience how long a request is tried
	 * @param instance a text that no other instance of the service has
	 * @param replicas how many replicas must have what is written
	 */
	public record Treatment(Duration patience, String instance, int replicas) {
	}

	/**
	 * Connects to the server, or to the cluster if the server is a node of one.
	 * @throws io.lettuce.core.RedisException if that fails
	 */
	public static Connections open(List<RedisURI> addresses, Treatment treatment, MeterRegistry meters) {
		addresses.forEach(address -> {
			address.setTimeout(treatment.patience);
			address.getSentinels().forEach(sentinel -> sentinel.setTimeout(treatment.patience));
		});
		ClientResources threads = threads();
		try {
			return open(threads, addresses, treatment, meters);
		}
		catch (RuntimeException e) {
			var unused = threads.shutdown(0, 1, TimeUnit.SECONDS);
			throw e;
		}
	}

	/** The threads, which ask once a second for a server that is away. */
	private static ClientResources threads() {
		return DefaultClientResources.builder()
			.reconnectDelay(Delay.exponential(0, 1_000, TimeUnit.MILLISECONDS, 2))
			.build();
	}

	private static Connections open(ClientResources threads, List<RedisURI> addresses, Treatment treatment,
			MeterRegistry meters) {
		RedisClient one = RedisClient.create(threads);
		one.setOptions(options(ClientOptions.builder(), treatment.patience).build());
		RedisURI first = addresses.getFirst();
		try {
			if (!first.getSentinels().isEmpty()) {
				Sentinels sentinels = new Sentinels(one, first, meters.config().clock());
				return new Connections(one, () -> new WatchedNode(sentinels), treatment, meters);
			}
			if (!isCluster(one, first)) {
				return new Connections(one, () -> new OneNode(one, first), treatment, meters);
			}
		}
		catch (RuntimeException e) {
			one.shutdown();
			throw e;
		}
		one.shutdown();
		return cluster(threads, addresses, treatment, meters);
	}

	private static boolean isCluster(RedisClient client, RedisURI address) {
		try (Nodes first = new OneNode(client, address)) {
			return ServerInfo.read(first.primaries().getFirst()).isCluster();
		}
	}

	private static Connections cluster(ClientResources threads, List<RedisURI> addresses, Treatment treatment,
			MeterRegistry meters) {
		RedisClusterClient cluster = RedisClusterClient.create(threads, addresses);
		ClusterClientOptions.Builder options = ClusterClientOptions.builder();
		options(options, treatment.patience);
		cluster.setOptions(options.validateClusterNodeMembership(false).build());
		try {
			return new Connections(cluster, () -> new ClusterNodes(cluster), treatment, meters);
		}
		catch (RuntimeException e) {
			cluster.shutdown();
			throw e;
		}
	}

	/**
	 * Commands are sent once: what was under way when a connection broke is not sent
	 * again, because only the store knows what that would do.
	 */
	private static ClientOptions.Builder options(ClientOptions.Builder options, Duration patience) {
		return options.replayFilter(command -> true)
			.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
			.socketOptions(SocketOptions.builder().connectTimeout(patience).keepAlive(true).build());
	}

	private Connections(AbstractRedisClient client, Supplier<Nodes> connect, Treatment treatment,
			MeterRegistry meters) {
		this.client = client;
		this.threads = client.getResources();
		IntStream.rangeClosed(0, WRITING).forEach(number -> nodes.add(connect.get()));
		Nodes reading = nodes.getFirst();
		List<Pipeline> ways = nodes.stream()
			.skip(1)
			.map(node -> new Pipeline(node, treatment.patience, treatment.replicas))
			.toList();
		this.server = new LettuceServer(
				new LettuceServer.Ways(new Pipeline(reading, treatment.patience, 0), ways, treatment.replicas > 0),
				treatment.instance, new Retries(treatment.patience), meters);
	}

	/** The server or cluster. */
	public Server server() {
		return server;
	}

	/** The state of each primary. */
	public List<ServerInfo> states() {
		return nodes.getFirst().primaries().stream().map(ServerInfo::read).toList();
	}

	/** Tells whether something was written recently. */
	public boolean hasWrittenWithin(Duration time) {
		return server.hasWrittenWithin(time);
	}

	/**
	 * Writes to each primary.
	 * @throws TryAgainException if one takes no writes
	 * @throws OverloadedException if one takes none in time
	 */
	public void tryWriting() {
		server.send(Stream.iterate(0, number -> number < TRIALS, number -> number + 1)
			.map(number -> Command.of("SET", "?trial" + number, "", "EX", "60"))
			.toList());
	}

	@Override
	public void close() {
		nodes.forEach(Nodes::close);
		client.shutdown(0, 1, TimeUnit.SECONDS);
		var unused = threads.shutdown(0, 1, TimeUnit.SECONDS);
	}

}
