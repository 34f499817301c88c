package dev.coupon.store.memory.campaign;

import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.store.contract.CampaignRepositoryContract;
import dev.coupon.store.memory.webhook.InMemorySubscriptions;
import dev.coupon.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** The store in memory keeps the contract. */
class InMemoryCampaignRepositoryTests extends CampaignRepositoryContract {

	private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T09:00:00Z"));

	private final CampaignRepository store = new InMemoryCampaignRepository(clock, new Random(1), StockLevel.DEFAULT,
			() -> false);

	private final Subscriptions subscriptions = new InMemorySubscriptions(clock);

	@Override
	public CampaignRepository repository() {
		return store;
	}

	@Override
	public Subscriptions subscriptions() {
		return subscriptions;
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
