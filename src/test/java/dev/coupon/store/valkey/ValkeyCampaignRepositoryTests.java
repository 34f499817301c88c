package dev.coupon.store.valkey;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract on one server. */
class ValkeyCampaignRepositoryTests extends ValkeyContract {

	@SuppressWarnings("NullAway.Init") // Started before all tests.
	private TestServer server;

	@BeforeAll
	void start() {
		server = new TestServer();
		open(server.connect());
	}

	@BeforeEach
	void empty() {
		server.empty();
	}

	@Override
	void stop() {
		server.close();
	}

	@Override
	public int maxCouponsUnderLoad() {
		return 1_000;
	}

}
