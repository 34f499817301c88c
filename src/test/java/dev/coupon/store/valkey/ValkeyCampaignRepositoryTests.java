package dev.coupon.store.valkey;

import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.store.contract.CampaignRepositoryContract;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** The contract, kept by the store on one server, at the server's own time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValkeyCampaignRepositoryTests extends CampaignRepositoryContract {

	private TestServer server;

	private ValkeyStore store;

	@BeforeAll
	void start() {
		server = new TestServer();
		store = new ValkeyStore(server.connect(), TestServer.needs(new SecureRandom()));
	}

	@BeforeEach
	void empty() {
		server.empty();
	}

	@AfterAll
	void stop() {
		store.close();
		server.close();
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
		return 4_000;
	}

}
