package dev.coupon.store.layer;

import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.store.memory.campaign.InMemoryCampaignRepository;
import dev.coupon.store.metrics.BusiestCampaigns;
import dev.coupon.store.metrics.MeteredStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Makes empty stores in memory, for trying things out. They have meters of their own,
 * which nobody reads. Nothing of a store is left when the caller drops it.
 */
@Component
public final class ScratchStores {

	private final Clock clock;

	private final RandomGenerator random;

	ScratchStores(Clock clock, RandomGenerator random) {
		this.clock = clock;
		this.random = random;
	}

	/** Makes a new, empty store. */
	public CampaignRepository make() {
		CampaignRepository store = new InMemoryCampaignRepository(clock, random, StockLevel.DEFAULT, () -> false);
		MeterRegistry unread = new SimpleMeterRegistry();
		return new MeteredStore(store, new BusiestCampaigns(store, 0, unread), unread, store.now());
	}

}
