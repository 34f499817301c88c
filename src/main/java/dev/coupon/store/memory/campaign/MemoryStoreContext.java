package dev.coupon.store.memory.campaign;

import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.store.memory.column.KeyedHash;
import dev.coupon.store.memory.coupon.Keys.Hashes;
import dev.coupon.store.memory.coupon.UserIndex;
import dev.coupon.store.memory.log.Feed;
import dev.coupon.store.memory.log.Kept;
import dev.coupon.store.memory.log.Reports;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * The objects that all campaigns of a store share.
 *
 * @param clock the store's clock
 * @param random the source of random codes
 * @param level the level at which coupons run low
 * @param heapNearlyFull whether no more memory may be taken; see {@link #requireRoom}
 * @param numbers the numbers of campaigns
 * @param hashes the hashes of codes, users and keys
 * @param codes the index of all codes
 * @param users the index of the users of all campaigns
 * @param audit the log of what operators did
 * @param reports the reports that are kept of campaigns that are gone
 * @param feed the feed of events
 * @param revisions the source of revisions, which counts up from the time of the start,
 * so that no revision of an earlier run comes again
 */
record MemoryStoreContext(Clock clock, RandomGenerator random, StockLevel level, BooleanSupplier heapNearlyFull,
		CampaignNumbers numbers, Hashes hashes, CodeIndex codes, UserIndex users, Kept<LogEntry> audit, Reports reports,
		Feed feed, AtomicLong revisions) {

	static MemoryStoreContext of(Clock clock, RandomGenerator random, StockLevel level,
			BooleanSupplier heapNearlyFull) {
		CampaignNumbers numbers = new CampaignNumbers();
		Hashes hashes = new Hashes(KeyedHash.draw(random), KeyedHash.draw(random));
		return new MemoryStoreContext(clock, random, level, heapNearlyFull, numbers, hashes,
				new CodeIndex(numbers, hashes.first()), new UserIndex(hashes.first()), new Kept<>(), new Reports(),
				new Feed(clock.millis() << 10), new AtomicLong(clock.millis() << 20));
	}

	/**
	 * Checks that there is memory for more data. Called before data is added that stays.
	 * @throws OverloadedException if there is no memory for it
	 */
	void requireRoom() {
		if (heapNearlyFull.getAsBoolean()) {
			throw new OverloadedException("The heap is nearly full");
		}
	}

	String nextRevision() {
		return Long.toString(revisions.incrementAndGet(), Character.MAX_RADIX);
	}
}
