package dev.coupon.store.memory.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.event.Event;
import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.memory.campaign.MemoryStoreForTests;
import dev.coupon.testing.CampaignBuilder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The feed of the store in memory. */
class FeedTests {

	private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

	/** Enough that their runs take much more memory than whatever else goes on. */
	private static final int CHANGES = 100_000;

	/** Services that other tests left waiting may take heap at the same time. */
	private static final int ATTEMPTS = 3;

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

	@Test
	void goesOnAtAnyPositionAfterACampaignIsErased() {
		create("one");
		create("two");
		store.extendFeed();
		issue("one");
		store.extendFeed();
		issue("two");
		store.extendFeed();
		List<Event> before = read(EventSelection.ALL, EventPosition.START);
		assertThat(before).hasSize(4);
		store.delete("one", true, null, Act.OF_THE_SERVICE);
		create("three");

		List<Event> all = read(EventSelection.ALL, EventPosition.START);
		List<Event> rest = all.subList(3, 5);

		assertThat(all).extracting(Event::campaignId).containsExactly("one", "two", "two", "one", "three");
		for (Event event : before.subList(1, 3)) {
			assertThat(read(EventSelection.ALL, event.position())).endsWith(rest.toArray(Event[]::new)).hasSize(3);
		}
		assertThat(read(new EventSelection(Set.of(), Set.of("one", "three")), before.get(2).position()))
			.isEqualTo(rest);
	}

	@Test
	@Tag("heap")
	void takesLittleMemoryForACampaignThatIsErased() {
		long enough = CHANGES * 2 * 24L;
		long least = heapOfErasedCampaigns("a");
		for (int attempt = 1; attempt < ATTEMPTS && least > enough; attempt++) {
			least = Math.min(least, heapOfErasedCampaigns("a" + attempt));
		}

		assertThat(least).isLessThan(enough);
	}

	/** The heap that two campaigns with many runs leave behind when they are erased. */
	private long heapOfErasedCampaigns(String name) {
		List<String> ids = List.of(name + "-one", name + "-two");
		ids.forEach(this::create);
		List<Coupon> coupons = ids.stream().map(this::issue).toList();
		long before = usedHeap();
		for (int i = 0; i < CHANGES; i++) {
			for (Coupon coupon : coupons) {
				store.change(coupon.code(), i % 2 == 0 ? new Redeem(null, null) : new RollBack(null, true),
						Act.OF_THE_SERVICE);
				store.extendFeed();
			}
		}
		EventPosition end = store.extendFeed();
		ids.forEach(id -> store.delete(id, true, null, Act.OF_THE_SERVICE));

		long taken = usedHeap() - before;
		assertThat(read(EventSelection.ALL, end)).hasSize(2);
		return taken;
	}

	private static long usedHeap() {
		System.gc();
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private List<Event> read(EventSelection selection, EventPosition after) {
		store.extendFeed();
		List<Event> events = new ArrayList<>();
		EventPage page = new EventPage(List.of(), after, false);
		while (!page.end()) {
			page = store.events(selection, page.nextAfter(), 9);
			events.addAll(page.items());
		}
		return events;
	}

	private Coupon issue(String id) {
		return ((Done<Coupon>) store.issue(new IssueRequest(id, null, null))).value();
	}

	private void create(String id) {
		store.create(new CampaignBuilder(NOW, NOW.plusSeconds(60)).id(id).build(), Act.OF_THE_SERVICE);
	}

}
