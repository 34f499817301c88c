package dev.coupon.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.MigrateArgs;
import io.lettuce.core.cluster.SlotHash;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances issue on a cluster of which nodes are killed, stopped and relieved of
 * slots. What was answered is there in the end, and nothing twice. The number of kills is
 * {@code -Dkill.count}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValkeyFailoverTests {

	private static final int KILLS = Integer.getInteger("kill.count", 1);

	private static final Duration DEADLINE = Duration.ofSeconds(2);

	private final Random random = new Random(Long.getLong("kill.seed", 7));

	private TestCluster cluster;

	private List<ValkeyStore> stores;

	@BeforeAll
	void start(@TempDir Path folder) {
		cluster = new TestCluster(folder, 1);
		stores = IntStream.range(0, 2)
			.mapToObj(number -> new ValkeyStore(cluster.connect(DEADLINE, 1),
					TestServer.needs(new SecureRandom(), DEADLINE)))
			.toList();
	}

	@AfterAll
	void stop() {
		stores.forEach(ValkeyStore::close);
		cluster.close();
	}

	@Test
	void losesNoCouponThatWasAnsweredWhenPrimariesAreKilled() throws Exception {
		try (Clients load = new Clients(stores, "killed")) {
			for (int kill = 0; kill < KILLS; kill++) {
				load.await(100);
				List<RedisProcess> primaries = cluster.primaries();
				cluster.killAndReplace(primaries.get(random.nextInt(primaries.size())));
			}
			load.await(100);
			load.check();
		}
	}

	@Test
	void losesNoCouponThatWasAnsweredWhenAPrimaryIsCutOff() throws Exception {
		try (Clients load = new Clients(stores, "stopped")) {
			load.await(100);
			RedisProcess primary = cluster.primaries().get(random.nextInt(3));
			primary.signal("STOP");
			TestCluster.await(() -> cluster.nodes()
				.stream()
				.filter(node -> node != primary)
				.filter(node -> node.ask(connection -> connection.sync().info("replication")).contains("role:master"))
				.count() == 3);
			primary.signal("CONT");
			load.await(100);
			load.check();
		}
	}

	@Test
	void followsASlotThatIsMovedWhileItIssues() throws Exception {
		try (Clients load = new Clients(stores, "moved")) {
			load.await(50);
			int slot = SlotHash.getSlot("{moved0}");
			RedisProcess from = cluster.primaryOf(slot);
			RedisProcess to = cluster.primaries().stream().filter(node -> node != from).findFirst().orElseThrow();
			move(slot, from, to, load);
			load.await(200);
			load.check();
			assertThat(cluster.primaryOf(slot)).isEqualTo(to);
		}
	}

	@Test
	void goesOnWhenSlotsThatNoNodeHadAreServedAgain() throws Exception {
		try (Clients load = new Clients(stores, "nowhere")) {
			load.await(50);
			int slot = SlotHash.getSlot("{nowhere0}");
			RedisProcess primary = cluster.primaryOf(slot);
			cluster.nodes().forEach(node -> node.ask(connection -> connection.sync().clusterDelSlots(slot)));
			load.awaitRefusals(6);
			primary.ask(connection -> connection.sync().clusterAddSlots(slot));
			load.await(100);
			load.check();
		}
	}

	private void move(int slot, RedisProcess from, RedisProcess to, Clients load) {
		String source = from.ask(connection -> connection.sync().clusterMyId());
		String target = to.ask(connection -> connection.sync().clusterMyId());
		to.ask(connection -> connection.sync().clusterSetSlotImporting(slot, source));
		from.ask(connection -> connection.sync().clusterSetSlotMigrating(slot, target));
		load.await(20);
		List<String> keys = from.ask(connection -> connection.sync().clusterGetKeysInSlot(slot, 10_000));
		while (!keys.isEmpty()) {
			for (String key : keys) {
				from.ask(connection -> connection.sync()
					.migrate("127.0.0.1", to.port(), 0, 5_000, MigrateArgs.Builder.keys(key)));
			}
			keys = from.ask(connection -> connection.sync().clusterGetKeysInSlot(slot, 10_000));
		}
		cluster.primaries().forEach(node -> node.ask(connection -> connection.sync().clusterSetSlotNode(slot, target)));
	}

}
