package dev.coupon.store.valkey;

import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.BeforeAll;

/** Rates that instances share on one server. */
class ValkeyRateTests extends ValkeyRateContract {

	private final TestServer server = new TestServer();

	@BeforeAll
	void open() {
		add(server.connect());
		add(server.connect());
	}

	@Override
	void stop() {
		server.close();
	}

	@Override
	protected long kept() {
		try (RedisClient client = RedisClient.create(server.address())) {
			return buckets(client.connect());
		}
	}

}
