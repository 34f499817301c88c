package dev.coupon.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.store.UnusableStoreException;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.connection.Connections.Treatment;
import dev.coupon.store.valkey.connection.Opening;
import dev.coupon.store.valkey.connection.ValkeySettings;
import dev.coupon.testing.FreePorts;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances issue on a primary with two replicas, which three Sentinels watch. */
class ValkeySentinelTests {

	private static final Duration DEADLINE = Duration.ofSeconds(2);

	/** The name and the password of a user. */
	private static final String SERVICE = "service";

	private RedisProcess primary;

	private List<RedisProcess> replicas = List.of();

	private List<RedisProcess> sentinels = List.of();

	@BeforeEach
	void start(@TempDir Path folder) {
		primary = new RedisProcess(FreePorts.one(), folder.resolve("primary"), RedisProcess.DURABLE).start();
		replicas = IntStream.range(0, 2)
			.mapToObj(number -> new RedisProcess(FreePorts.one(), folder.resolve("replica-" + number), "appendonly",
					"yes", "appendfsync", "always", "repl-diskless-sync-delay", "0")
				.start())
			.toList();
		replicas
			.forEach(replica -> replica.ask(connection -> connection.sync().replicaof("127.0.0.1", primary.port())));
		sentinels = IntStream.range(0, 3)
			.mapToObj(number -> RedisProcess.sentinel(FreePorts.one(), folder.resolve("sentinel-" + number), primary)
				.start())
			.toList();
		TestCluster.await(() -> sentinels.stream()
			.map(sentinel -> sentinel.ask(connection -> connection.sync().info("sentinel")))
			.allMatch(state -> state.contains("slaves=2,sentinels=3")));
	}

	@AfterEach
	void stop() {
		sentinels.forEach(RedisProcess::close);
		replicas.forEach(RedisProcess::close);
		primary.close();
	}

	private Connections open(int asked, String user) {
		return open(asked, user, "");
	}

	private Connections open(int asked, String user, String sentinelPassword) {
		String url = "redis-sentinel://"
				+ sentinels.stream().map(sentinel -> "127.0.0.1:" + sentinel.port()).collect(Collectors.joining(","))
				+ "#coupons";
		return Opening.open(new ValkeySettings(url, user, user, sentinelPassword, asked, false),
				new Treatment(DEADLINE, Long.toString(System.nanoTime(), Character.MAX_RADIX), asked),
				new SimpleMeterRegistry());
	}

	private void awaitPromotion() {
		TestCluster.await(() -> replicas.stream().anyMatch(TestCluster::isPrimary));
	}

	private List<ValkeyStore> stores(String user) {
		return IntStream.range(0, 2)
			.mapToObj(number -> new ValkeyStore(open(1, user), TestServer.needs(new SecureRandom(), DEADLINE)))
			.toList();
	}

	@Test
	void followsTheSentinelsToTheReplicaThatTakesOverForAKilledPrimary() throws Exception {
		List<ValkeyStore> stores = stores("");
		try (Clients load = new Clients(stores, "watched")) {
			load.await(100);
			primary.kill();
			awaitPromotion();
			load.await(100);
			load.check();
		}
		finally {
			stores.forEach(ValkeyStore::close);
		}
	}

	@Test
	void followsTheSentinelsToTheReplicaThatTakesOverForAPrimaryThatHangs() throws Exception {
		List<ValkeyStore> stores = stores("");
		try (Clients load = new Clients(stores, "hanging")) {
			load.await(100);
			primary.signal("STOP");
			awaitPromotion();
			load.await(100);
			primary.signal("CONT");
			load.await(100);
			load.check();
		}
		finally {
			stores.forEach(ValkeyStore::close);
		}
	}

	/**
	 * The service has a user of its own. All others, the replicas and the Sentinels, are
	 * locked out of the primary.
	 */
	@Test
	void leavesAPrimaryThatIsCutOffFromItsReplicas() throws Exception {
		Stream.concat(Stream.of(primary), replicas.stream())
			.forEach(server -> server.ask(connection -> connection.sync()
				.aclSetuser(SERVICE,
						AclSetuserArgs.Builder.on().addPassword(SERVICE).allKeys().allChannels().allCommands())));
		List<ValkeyStore> stores = stores(SERVICE);
		try (Clients load = new Clients(stores, "isolated")) {
			load.await(100);
			lockOthersOut(true);
			awaitPromotion();
			assertThat(role()).isEqualTo("master");
			load.await(100);
			lockOthersOut(false);
			TestCluster.await(() -> role().equals("slave"));
			load.await(100);
			load.check();
		}
		finally {
			stores.forEach(ValkeyStore::close);
		}
	}

	private void lockOthersOut(boolean out) {
		askPrimaryAsTheService(connection -> connection.sync()
			.aclSetuser("default", out ? AclSetuserArgs.Builder.off() : AclSetuserArgs.Builder.on()));
		askPrimaryAsTheService(connection -> connection.sync().clientKill(KillArgs.Builder.user("default")));
	}

	private String role() {
		return askPrimaryAsTheService(connection -> (String) connection.sync().role().getFirst());
	}

	private <T> T askPrimaryAsTheService(Function<StatefulRedisConnection<String, String>, T> question) {
		RedisURI address = primary.address();
		address.setCredentialsProvider(new StaticCredentialsProvider(SERVICE, SERVICE.toCharArray()));
		try (RedisClient client = RedisClient.create(address);
				StatefulRedisConnection<String, String> connection = client.connect()) {
			return question.apply(connection);
		}
	}

	@Test
	void signsInToSentinelsThatHaveAPasswordOfTheirOwn() {
		sentinels.forEach(sentinel -> sentinel.ask(connection -> connection.sync()
			.aclSetuser("default", AclSetuserArgs.Builder.resetpass().addPassword("watching"))));

		assertThatThrownBy(() -> open(1, "")).isInstanceOf(UnusableStoreException.class)
			.hasMessageContaining("NOAUTH")
			.extracting("remedy")
			.asString()
			.contains("COUPON_VALKEY_SENTINELPASSWORD");
		try (Connections connections = open(1, "", "watching")) {
			assertThat(connections.states()).hasSize(1);
		}
	}

	@Test
	void refusesToAskNoReplicaBecauseOneMayTakeOver() {
		assertThatThrownBy(() -> open(0, "")).isInstanceOf(UnusableStoreException.class)
			.hasMessageContaining("a replica may take over");
	}

}
