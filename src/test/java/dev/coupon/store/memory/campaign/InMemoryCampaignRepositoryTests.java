package dev.coupon.store.memory.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.event.Event;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.store.contract.CampaignRepositoryContract;
import dev.coupon.store.memory.webhook.InMemorySubscriptions;
import dev.coupon.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

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

	@Test
	void readsTheFeedFromItsBeginningAfterAPositionOfAnEarlierRun() {
		create(running());
		EventPosition earlier = store.extendFeed();
		clock.advance(Duration.ofSeconds(1));
		CampaignRepository restarted = new InMemoryCampaignRepository(clock, new Random(2), StockLevel.DEFAULT,
				() -> false);
		restarted.create(running().build(), Act.OF_THE_SERVICE);
		restarted.extendFeed();

		assertThat(restarted.events(EventSelection.ALL, earlier, 9).items()).extracting(Event::type)
			.containsExactly("campaign.created");
	}

}
