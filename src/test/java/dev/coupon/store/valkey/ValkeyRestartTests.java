package dev.coupon.store.valkey;

import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.testing.FreePorts;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances issue while all servers are killed at once and started again on their
 * files. The number of kills is {@code -Dkill.count}.
 */
class ValkeyRestartTests {

	private static final int KILLS = Integer.getInteger("kill.count", 1);

	private static final Duration DEADLINE = Duration.ofSeconds(2);

	@TempDir
	private Path folder;

	private static void issueAll(Supplier<Connections> connect, Runnable killAndRestart) throws Exception {
		List<ValkeyStore> stores = Stream.generate(connect)
			.limit(2)
			.map(connections -> new ValkeyStore(connections, TestServer.needs(new SecureRandom(), DEADLINE)))
			.toList();
		try (Clients load = new Clients(stores, "restarted", 50 * (KILLS + 1))) {
			for (int kill = 0; kill < KILLS; kill++) {
				load.await(100);
				killAndRestart.run();
			}
			load.awaitLast();
			load.check();
		}
		finally {
			stores.forEach(ValkeyStore::close);
		}
	}

	@Test
	void issuesEachCouponOnceAlthoughAllNodesOfAClusterAreKilled() throws Exception {
		try (TestCluster cluster = new TestCluster(folder, 1, RedisProcess.DURABLE)) {
			issueAll(() -> cluster.connect(DEADLINE, 1), cluster::killAndRestart);
		}
	}

	@Test
	void issuesEachCouponOnceAlthoughTheOnlyServerIsKilled() throws Exception {
		try (RedisProcess server = new RedisProcess(FreePorts.one(), folder, RedisProcess.DURABLE).start()) {
			issueAll(() -> server.connect(DEADLINE), () -> {
				server.kill();
				server.start();
			});
		}
	}

}
