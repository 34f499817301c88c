package dev.coupon.store.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.store.OpenStore;
import dev.coupon.store.memory.campaign.InMemoryCampaignRepository;
import dev.coupon.store.memory.webhook.InMemorySubscriptions;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Opens the store in memory. */
@Component
public final class MemoryStoreFactory {

	private static final Logger log = LoggerFactory.getLogger(MemoryStoreFactory.class);

	private final MemorySettings settings;

	private final Clock clock;

	private final RandomGenerator random;

	private final Ticker ticker;

	private final StockLevel level;

	MemoryStoreFactory(MemorySettings settings, Clock clock, RandomGenerator random, Ticker ticker,
			ObjectProvider<StockLevel> level) {
		this.level = level.getIfAvailable(() -> StockLevel.DEFAULT);
		this.settings = settings;
		this.clock = clock;
		this.random = random;
		this.ticker = ticker;
	}

	/** Opens an empty store that watches the heap until it is closed. */
	public OpenStore open() {
		log.warn("The store is in memory: campaigns and coupons are forgotten when the service stops");
		HeapGuard heapGuard = new HeapGuard(settings.maxHeapPercent(), ticker);
		heapGuard.start();
		return new MemoryStore(new InMemoryCampaignRepository(clock, random, level, heapGuard),
				new InMemorySubscriptions(clock), heapGuard);
	}

	private record MemoryStore(CampaignRepository repository, Subscriptions subscriptions,
			HeapGuard heapGuard) implements OpenStore {

		/**
		 * Does nothing, because a store in memory works even if the heap is nearly full:
		 * repeated requests get their coupons.
		 */
		@Override
		public void check() {
		}

		@Override
		public void close() {
			heapGuard.close();
		}

	}

}
