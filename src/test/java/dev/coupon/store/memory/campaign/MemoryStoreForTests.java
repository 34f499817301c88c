package dev.coupon.store.memory.campaign;

import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.port.CampaignRepository;
import java.time.Clock;
import java.util.Random;

/** The store in memory for tests of what goes before a store. */
public final class MemoryStoreForTests {

	private MemoryStoreForTests() {
	}

	public static CampaignRepository at(Clock clock) {
		return new InMemoryCampaignRepository(clock, new Random(1), StockLevel.DEFAULT, () -> false);
	}

}
