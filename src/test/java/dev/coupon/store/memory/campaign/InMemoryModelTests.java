package dev.coupon.store.memory.campaign;

import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.store.model.RandomSequence;
import dev.coupon.store.model.Seeds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The store in memory answers like a sequential model whatever it is asked in whatever
 * order, one question at a time. A failure names the seed, with which the same sequence
 * comes again, and everything that was asked until then.
 */
class InMemoryModelTests {

	private static final int SEQUENCES = 300;

	private static final int OPERATIONS = 200;

	@Test
	void answersEverySequenceLikeTheModel() {
		Seeds.of(SEQUENCES)
			.forEach(seed -> new RandomSequence(seed, Duration.ofNanos(1),
					(clock, random) -> new InMemoryCampaignRepository(clock, random, StockLevel.DEFAULT, () -> false))
				.run(OPERATIONS));
	}

}
