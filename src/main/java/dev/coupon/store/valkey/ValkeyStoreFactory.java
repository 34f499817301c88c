package dev.coupon.store.valkey;

import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.store.OpenStore;
import dev.coupon.store.batch.BatchSettings;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.connection.Connections.Treatment;
import dev.coupon.store.valkey.connection.Opening;
import dev.coupon.store.valkey.connection.ValkeySettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Opens the store on Valkey or Redis, for any number of instances of the service. */
@Component
public final class ValkeyStoreFactory {

	private final ValkeySettings settings;

	private final ValkeyStore.Needs needs;

	ValkeyStoreFactory(ValkeySettings settings, BatchSettings batch, RandomGenerator random,
			ObjectProvider<StockLevel> level, MeterRegistry meters) {
		this.settings = settings;
		this.needs = new ValkeyStore.Needs(random, level.getIfAvailable(() -> StockLevel.DEFAULT), batch, meters);
	}

	/**
	 * Opens the store on the server that the settings name.
	 * @throws dev.coupon.store.UnusableStoreException if the server can't be used
	 */
	public OpenStore open() {
		String instance = Long.toString(needs.random().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
		Connections connections = Opening.open(settings,
				new Treatment(needs.batch().deadline(), instance, settings.replicas()), needs.meters());
		return new ValkeyStore(connections, needs);
	}

}
