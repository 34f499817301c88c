package dev.coupon.store.valkey;

import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.store.contract.CampaignRepositoryContract;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by the store on a cluster, where replicas have each change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValkeyClusterTests extends CampaignRepositoryContract {

	private TestCluster cluster;

	private ValkeyStore store;

	@BeforeAll
	void start(@TempDir Path folder) {
		cluster = new TestCluster(folder, 1);
		store = new ValkeyStore(cluster.connect(TestServer.DEADLINE, 1), TestServer.needs(new SecureRandom()));
	}

	@BeforeEach
	void empty() {
		cluster.empty();
	}

	@AfterAll
	void stop() {
		store.close();
		cluster.close();
	}

	@Override
	public CampaignRepository repository() {
		return store.repository();
	}

	@Override
	public Subscriptions subscriptions() {
		return store.subscriptions();
	}

	@Override
	public Instant now() {
		return store.repository().now();
	}

	@Override
	public void pass(Duration duration) {
		try {
			Thread.sleep(duration.plusMillis(1));
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	public int maxCouponsUnderLoad() {
		return 1_000;
	}

}
