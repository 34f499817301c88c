package dev.coupon.store.memory;

import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.memory.campaign.InMemoryCampaignRepository;
import dev.coupon.testing.CampaignBuilder;
import dev.coupon.testing.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Issues coupons until the store is overloaded, deletes them, and issues again. */
final class FillTheHeap {

	private FillTheHeap() {
	}

	public static void main(String[] args) {
		SettableClock clock = new SettableClock(Clock.systemUTC().instant());
		HeapGuard guard = new HeapGuard(85, clock.ticker());
		InMemoryCampaignRepository store = new InMemoryCampaignRepository(clock, new Random(1), StockLevel.DEFAULT,
				guard);
		Instant now = clock.instant();
		CampaignBuilder campaign = new CampaignBuilder(now, now.plus(Duration.ofHours(1))).id("c")
			.maxCoupons(100_000_000);
		store.create(campaign.build(), Act.OF_THE_SERVICE);
		long issued = 0;
		try {
			while (store.issue(new IssueRequest("c", null, null)) instanceof Done) {
				// The guard looks as often as it would at 10,000 coupons a second.
				if (++issued % 1_000 == 0) {
					guard.look();
				}
			}
		}
		catch (OverloadedException e) {
			System.out.println("overloaded after " + issued);
		}
		store.delete("c", true, null, Act.OF_THE_SERVICE);
		while (store.purge(null, 10_000).more()) {
		}
		clock.advance(Duration.ofMinutes(1));
		guard.look();
		store.create(campaign.build(), Act.OF_THE_SERVICE);
		store.issue(new IssueRequest("c", null, null));
		System.out.println("issued again after the campaign was deleted");
	}

}
