package dev.coupon.store.valkey;

import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.connection.Connections.Treatment;
import dev.coupon.testing.FreePorts;
import io.lettuce.core.cluster.SlotHash;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A cluster of three primaries, each with as many replicas as are wanted. */
final class TestCluster implements AutoCloseable {

	private static final int PRIMARIES = 3;

	private static final String[] SETTINGS = { "cluster-enabled", "yes", "cluster-node-timeout", "1500",
			"cluster-replica-validity-factor", "0", "repl-diskless-sync", "yes", "repl-diskless-sync-delay", "0",
			"repl-ping-replica-period", "1" };

	private final List<RedisProcess> nodes = new ArrayList<>();

	/**
	 * @param folder for the files of all nodes
	 * @param settings further settings of all nodes
	 */
	TestCluster(Path folder, int replicas, String... settings) {
		int count = PRIMARIES * (1 + replicas);
		int first = FreePorts.forCluster(count);
		String[] all = Stream.of(SETTINGS, settings).flatMap(Arrays::stream).toArray(String[]::new);
		IntStream.range(first, first + count)
			.forEach(port -> nodes.add(new RedisProcess(port, folder.resolve("node-" + port), all).start()));
		nodes.forEach(node -> meet(node, nodes.getFirst()));
		for (int i = 0; i < PRIMARIES; i++) {
			int[] slots = IntStream
				.range(SlotHash.SLOT_COUNT * i / PRIMARIES, SlotHash.SLOT_COUNT * (i + 1) / PRIMARIES)
				.toArray();
			nodes.get(i).ask(connection -> connection.sync().clusterAddSlots(slots));
		}
		await(this::isUp);
		for (int i = PRIMARIES; i < count; i++) {
			String primary = nodes.get(i % PRIMARIES).ask(connection -> connection.sync().clusterMyId());
			RedisProcess replica = nodes.get(i);
			await(() -> replica.ask(connection -> connection.sync().clusterNodes()).contains(primary));
			replica.ask(connection -> connection.sync().clusterReplicate(primary));
		}
		await(() -> primaries().size() == PRIMARIES && nodes.stream().allMatch(TestCluster::isInSync));
	}

	private static void meet(RedisProcess node, RedisProcess other) {
		node.ask(connection -> connection.sync().clusterMeet("127.0.0.1", other.port()));
	}

	static void await(java.util.concurrent.Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(condition);
	}

	private boolean isUp() {
		return nodes.stream()
			.allMatch(node -> node.ask(connection -> connection.sync().clusterInfo()).contains("cluster_state:ok"));
	}

	private static boolean isInSync(RedisProcess node) {
		String state = node.ask(connection -> connection.sync().info("replication"));
		return state.contains("role:master") || state.contains("master_link_status:up");
	}

	static boolean isPrimary(RedisProcess node) {
		return node.ask(connection -> connection.sync().info("replication")).contains("role:master");
	}

	/** The nodes that are primaries now. */
	List<RedisProcess> primaries() {
		return nodes.stream().filter(TestCluster::isPrimary).toList();
	}

	/** The primary that has a slot. */
	RedisProcess primaryOf(int slot) {
		return primaries().stream()
			.filter(node -> node.ask(connection -> connection.sync()
				.clusterSlots()
				.stream()
				.map(range -> (List<?>) range)
				.anyMatch(range -> (Long) range.get(0) <= slot && slot <= (Long) range.get(1)
						&& ((Long) ((List<?>) range.get(2)).get(1)).intValue() == node.port())))
			.findFirst()
			.orElseThrow();
	}

	/** A replica of a primary. */
	RedisProcess replicaOf(RedisProcess primary) {
		return nodes.stream()
			.filter(node -> node.ask(connection -> connection.sync().info("replication"))
				.contains("master_port:" + primary.port()))
			.findFirst()
			.orElseThrow();
	}

	/** Waits until all nodes serve, and all replicas have what their primaries have. */
	void awaitAll() {
		await(() -> isUp() && nodes.stream().allMatch(TestCluster::isInSync));
	}

	List<RedisProcess> nodes() {
		return nodes;
	}

	/**
	 * Kills a primary, waits until a replica has taken its place, and starts it again.
	 */
	void killAndReplace(RedisProcess primary) {
		primary.kill();
		await(() -> nodes.stream().filter(node -> node != primary).filter(TestCluster::isPrimary).count() == PRIMARIES);
		primary.start();
		await(() -> isUp() && !isPrimary(primary) && nodes.stream().allMatch(TestCluster::isInSync));
	}

	/** Kills all nodes, and starts them again on their files. */
	void killAndRestart() {
		nodes.forEach(RedisProcess::kill);
		nodes.forEach(RedisProcess::start);
		awaitAll();
	}

	Connections connect(Duration deadline, int replicas) {
		return Connections.open(nodes.stream().map(RedisProcess::address).toList(),
				new Treatment(deadline, Long.toString(System.nanoTime(), Character.MAX_RADIX), replicas),
				new SimpleMeterRegistry());
	}

	void empty() {
		primaries().forEach(node -> node.ask(connection -> connection.sync().flushall()));
	}

	@Override
	public void close() {
		nodes.forEach(RedisProcess::close);
	}

}
