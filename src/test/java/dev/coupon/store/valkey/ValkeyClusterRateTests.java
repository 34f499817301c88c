package dev.coupon.store.valkey;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Rates that instances share on a cluster, where buckets are in slots of their own. */
class ValkeyClusterRateTests extends ValkeyRateContract {

	@SuppressWarnings("NullAway.Init") // Started before all tests.
	private TestCluster cluster;

	@BeforeAll
	void open(@TempDir Path folder) {
		cluster = new TestCluster(folder, 1);
		add(cluster.connect(TestServer.DEADLINE, 1));
		add(cluster.connect(TestServer.DEADLINE, 1));
	}

	@Override
	void stop() {
		cluster.close();
	}

	@Override
	protected long kept() {
		return cluster.primaries().stream().mapToLong(node -> node.ask(ValkeyRateContract::buckets)).sum();
	}

}
