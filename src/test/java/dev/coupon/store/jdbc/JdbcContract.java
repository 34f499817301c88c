package dev.coupon.store.jdbc;

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

/** The contract, kept by the store in a database, at the database's own time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcContract extends CampaignRepositoryContract {

	private TestDatabase database;

	private JdbcCampaignRepository store;

	/**
	 * @param folder for its files, if it has any
	 */
	abstract TestDatabase open(Path folder);

	@BeforeAll
	void start(@TempDir Path folder) {
		database = open(folder);
		store = database.store(database.source(), new SecureRandom());
	}

	@BeforeEach
	void empty() {
		database.empty();
	}

	@AfterAll
	void stop() {
		store.close();
		database.close();
	}

	@Override
	public CampaignRepository repository() {
		return store;
	}

	@Override
	public Subscriptions subscriptions() {
		return store.subscriptions();
	}

	@Override
	public Instant now() {
		return database.now();
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
