package dev.coupon.store.valkey;

import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.store.contract.CampaignRepositoryContract;
import dev.coupon.store.valkey.connection.Connections;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The contract, kept by the store on Valkey, at the server's own time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ValkeyContract extends CampaignRepositoryContract {

	@SuppressWarnings("NullAway.Init") // Opened before all tests.
	private ValkeyStore store;

	final void open(Connections connections) {
		store = new ValkeyStore(connections, TestServer.needs(new SecureRandom()));
	}

	@AfterAll
	final void close() {
		store.close();
		stop();
	}

	/** Stops the servers. */
	abstract void stop();

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

}
