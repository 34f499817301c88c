package dev.coupon.store.memory.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coupon.domain.event.Event;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.store.memory.campaign.MemoryStoreForTests;
import dev.coupon.testing.CampaignBuilder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The feed of the store in memory. */
class FeedTests {

	private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

	private boolean failing;

	private final InstantSource time = () -> {
		if (failing) {
			throw new StackOverflowError("This is a test.");
		}
		return NOW;
	};

	private final CampaignRepository store = MemoryStoreForTests.at(time.withZone(ZoneOffset.UTC));

	@Test
	void hasEventsThatItCouldNotTakeAtFirst() {
		create("one");
		create("two");
		failing = true;
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(store::extendFeed);
		failing = false;

		store.extendFeed();

		assertThat(store.events(EventSelection.ALL, EventPosition.START, 9).items()).extracting(Event::campaignId)
			.containsExactlyInAnyOrder("one", "two");
	}

	private void create(String id) {
		store.create(new CampaignBuilder(NOW, NOW.plusSeconds(60)).id(id).build(), Act.OF_THE_SERVICE);
	}

}
