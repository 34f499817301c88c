package dev.coupon.store.valkey;

import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.store.batch.BatchSettings;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.connection.Connections.Treatment;
import dev.coupon.testing.FreePorts;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import redis.embedded.RedisServer;

/** A server for tests, which keeps nothing on disk. */
final class TestServer implements AutoCloseable {

	static final Duration DEADLINE = Duration.ofSeconds(10);

	private static final int MAX_WAITING = 10_000;

	private final RedisServer server;

	private final int port;

	TestServer() {
		this.port = FreePorts.one();
		try {
			this.server = RedisServer.newRedisServer()
				.executableProvider(RedisProcess::program)
				.port(port)
				.setting("save \"\"")
				.setting("bind 127.0.0.1")
				.build();
			server.start();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	RedisURI address() {
		return RedisURI.create("localhost", port);
	}

	Connections connect() {
		return Connections.open(List.of(address()),
				new Treatment(DEADLINE, Long.toString(System.nanoTime(), Character.MAX_RADIX), 0),
				new SimpleMeterRegistry());
	}

	static ValkeyStore.Needs needs(RandomGenerator random) {
		return needs(random, DEADLINE);
	}

	static ValkeyStore.Needs needs(RandomGenerator random, Duration deadline) {
		return new ValkeyStore.Needs(random, StockLevel.DEFAULT, new BatchSettings(256, MAX_WAITING, deadline),
				new SimpleMeterRegistry());
	}

	void empty() {
		RedisClient client = RedisClient.create(address());
		client.connect().sync().flushall();
		client.shutdown();
	}

	@Override
	public void close() {
		try {
			server.stop();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

}
