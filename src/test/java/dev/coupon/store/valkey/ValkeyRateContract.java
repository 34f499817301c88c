package dev.coupon.store.valkey;

import dev.coupon.caller.rate.SharedBuckets;
import dev.coupon.store.contract.SharedRateContract;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.layout.shared.Shared;
import io.lettuce.core.api.StatefulRedisConnection;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** Rates that instances share on Valkey or Redis. */
abstract class ValkeyRateContract extends SharedRateContract {

	private final List<ValkeyStore> stores = new ArrayList<>();

	private final List<SharedBuckets> instances = new ArrayList<>();

	/** Adds an instance that uses these connections. */
	final void add(Connections connections) {
		ValkeyStore store = new ValkeyStore(connections, TestServer.needs(new SecureRandom()));
		stores.add(store);
		instances.add(store.openBuckets());
	}

	@AfterAll
	final void close() {
		stores.forEach(ValkeyStore::close);
		stop();
	}

	/** Stops the servers. */
	abstract void stop();

	/** The number of buckets on a node. */
	static long buckets(StatefulRedisConnection<String, String> node) {
		return node.sync().keys(Shared.rate("*")).size();
	}

	@Override
	protected SharedBuckets instance(int number) {
		return instances.get(number);
	}

}
