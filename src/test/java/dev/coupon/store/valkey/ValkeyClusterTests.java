package dev.coupon.store.valkey;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a cluster, where replicas have each change. */
class ValkeyClusterTests extends ValkeyContract {

	@SuppressWarnings("NullAway.Init") // Started before all tests.
	private TestCluster cluster;

	@BeforeAll
	void start(@TempDir Path folder) {
		cluster = new TestCluster(folder, 1);
		open(cluster.connect(TestServer.DEADLINE, 1));
	}

	@BeforeEach
	void empty() {
		cluster.empty();
	}

	@Override
	void stop() {
		cluster.close();
	}

	@Override
	public int maxCouponsUnderLoad() {
		return 1_000;
	}

}
