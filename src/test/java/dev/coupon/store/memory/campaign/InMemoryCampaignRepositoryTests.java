package dev.coupon.store.memory.campaign;

import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.store.contract.CampaignRepositoryContract;
import dev.coupon.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** The store in memory keeps the contract. */
class InMemoryCampaignRepositoryTests extends CampaignRepositoryContract {

	private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T09:00:00Z"));

	private final CampaignRepository store = new InMemoryCampaignRepository(clock, new Random(1), StockLevel.DEFAULT,
			() -> false);

	@Override
	public CampaignRepository repository() {
		return store;
	}

	@Override
	public Instant now() {
		return clock.instant();
	}

	@Override
	public void pass(Duration duration) {
		clock.advance(duration);
	}

}
