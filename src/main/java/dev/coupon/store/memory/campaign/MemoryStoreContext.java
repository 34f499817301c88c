package dev.coupon.store.memory.campaign;

import dev.coupon.domain.CampaignRepository.OverloadedException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * What the campaigns of a store have in common.
 *
 * @param clock the store's time
 * @param random where codes come from
 * @param heapNearlyFull whether no more memory may be taken; see {@link #requireRoom}
 * @param codes all codes
 * @param revisions the source of revisions; counts up from the time of the start, so that
 * none of an earlier run's comes again
 */
record MemoryStoreContext(Clock clock, RandomGenerator random, BooleanSupplier heapNearlyFull, CodeIndex codes,
		AtomicLong revisions) {

	MemoryStoreContext(Clock clock, RandomGenerator random, BooleanSupplier heapNearlyFull) {
		this(clock, random, heapNearlyFull, new CodeIndex(), new AtomicLong(clock.millis() << 20));
	}

	/**
	 * Asked before anything is added that stays.
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
