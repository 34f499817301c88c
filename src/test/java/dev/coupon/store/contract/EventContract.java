package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Coupon.Status;
import dev.coupon.domain.event.Event;
import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.request.CouponChange.MakeVoid;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RevokeVoid;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.testing.CampaignBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The feed of events in every store. */
interface EventContract extends StoreUnderTest {

	/** All events of a selection after a position, read in pages. */
	private List<Event> read(EventSelection selection, EventPosition after, int limit) {
		repository().extendFeed();
		List<Event> events = new ArrayList<>();
		EventPage page = new EventPage(List.of(), after, false);
		while (!page.end()) {
			page = repository().events(selection, page.nextAfter(), limit);
			assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
			events.addAll(page.items());
		}
		return events;
	}

	private List<Event> of(String campaignId) {
		return read(new EventSelection(Set.of(), Set.of(campaignId)), EventPosition.START, 1_000);
	}

	@Test
	default void tellsAllThatHappensInItsOrder() {
		Act shop = new Act("shop", null, null);
		String id = create(running());
		Coupon first = done(issue(id, "user-1", null));
		done(repository().change(first.code(), new Redeem("order-1", null), shop));
		Coupon second = done(issue(id));
		done(repository().change(first.code(), new RollBack(null, false), shop));
		done(repository().change(first.code(), new MakeVoid(), new Act("boss", null, "stolen")));
		done(repository().change(first.code(), new RevokeVoid(), shop));
		done(repository().pause(id, true, null, shop));
		done(repository().pause(id, false, null, shop));
		Coupon third = done(issue(id));

		List<Event> events = of(id);

		assertThat(events).extracting(Event::type)
			.containsExactly("campaign.created", "coupon.issued", "coupon.redeemed", "coupon.issued",
					"coupon.redemption-rolled-back", "coupon.voided", "coupon.void-revoked", "campaign.paused",
					"campaign.resumed", "coupon.issued");
		assertThat(events).extracting(Event::number)
			.containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
		assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
		assertThat(events).extracting(Event::at).isSorted();
		assertThat(events.get(1).coupon()).isEqualTo(first);
		assertThat(events.get(3).coupon()).isEqualTo(second);
		assertThat(events.get(9).coupon()).isEqualTo(third);
		Coupon redeemed = Objects.requireNonNull(events.get(2).coupon());
		assertThat(redeemed.status()).isEqualTo(Status.REDEEMED);
		assertThat(redeemed.redemptionReference()).isEqualTo("order-1");
		assertThat(Objects.requireNonNull(events.get(5).coupon()).status()).isEqualTo(Status.VOID);
		assertThat(events.get(6).coupon()).isEqualTo(first);
	}

	@Test
	default void goesOnAtAnyPosition() {
		String id = create(running().maxCoupons(1_000));
		for (int i = 0; i < 5; i++) {
			String code = done(issue(id)).code();
			repository().extendFeed();
			done(store().redeem(code, null, null));
			done(issue(id));
		}
		EventSelection selection = new EventSelection(Set.of(), Set.of(id));
		List<Event> all = of(id);

		assertThat(all).hasSize(16);
		for (int limit : new int[] { 1, 2, 3, 7 }) {
			assertThat(read(selection, EventPosition.START, limit)).isEqualTo(all);
		}
		for (int i = 0; i < all.size(); i++) {
			assertThat(read(selection, all.get(i).position(), 3)).isEqualTo(all.subList(i + 1, all.size()));
		}
	}

	@Test
	default void takesAPositionThatSomebodyMadeUpForOneInItsRun() {
		String id = create(running());
		done(issue(id));
		done(issue(id));
		EventPosition end = of(id).getLast().position();
		EventSelection selection = new EventSelection(Set.of(), Set.of(id));

		for (Reach reach : List.of(new Reach(0, 999_999_999), new Reach(999_999_999, 0),
				new Reach(999_999_999, 999_999_999))) {
			assertThat(read(selection, new EventPosition(end.run(), reach), 2)).hasSizeLessThanOrEqualTo(3);
		}
	}

	@Test
	default void endsForNowAndGoesOnLater() {
		String id = create(running());
		EventSelection selection = new EventSelection(Set.of(), Set.of(id));
		EventPosition end = repository().extendFeed();
		assertThat(repository().events(selection, end, 9).items()).isEmpty();

		Coupon coupon = done(issue(id));

		assertThat(repository().events(selection, end, 9).items()).isEmpty();
		assertThat(repository().extendFeed()).isNotEqualTo(end);
		EventPage page = repository().events(selection, end, 9);
		assertThat(page.items()).singleElement().extracting(Event::coupon).isEqualTo(coupon);
		assertThat(repository().events(selection, page.nextAfter(), 9).items()).isEmpty();
	}

	@Test
	default void selectsTypesAndCampaigns() {
		String one = create(running());
		String other = create(running());
		for (String id : List.of(one, other, one)) {
			Coupon coupon = done(issue(id));
			done(store().redeem(coupon.code(), null, null));
			repository().extendFeed();
		}
		Set<String> both = Set.of(one, other);

		assertThat(read(new EventSelection(Set.of("coupon.redeemed"), both), EventPosition.START, 2)).hasSize(3)
			.allSatisfy(event -> assertThat(event.type()).isEqualTo("coupon.redeemed"));
		assertThat(read(new EventSelection(Set.of("coupon.issued"), Set.of(one)), EventPosition.START, 1)).hasSize(2)
			.extracting(Event::number)
			.containsExactly(2L, 4L);
		assertThat(read(new EventSelection(Set.of("campaign.created"), both), EventPosition.START, 1)).hasSize(2);
		assertThat(read(new EventSelection(Set.of(), Set.of("none")), EventPosition.START, 1)).isEmpty();
	}

	@Test
	default void endsWithTheDeletionOfACampaign() {
		CampaignBuilder campaign = running().id("events-" + now().toEpochMilli());
		String id = create(campaign);
		done(issue(id));
		EventPosition before = of(id).getLast().position();
		done(issue(id));
		done(store().delete(id, true, null));
		create(campaign);
		done(issue(id));

		List<Event> events = of(id);

		assertThat(events).extracting(Event::type)
			.containsExactly("campaign.created", "campaign.deleted", "campaign.created", "coupon.issued");
		assertThat(Objects.requireNonNull(events.get(1).entry()).afterCoupon()).isEqualTo(2);
		assertThat(events).extracting(Event::number).containsExactly(1L, 4L, 1L, 2L);
		assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
		assertThat(read(new EventSelection(Set.of(), Set.of(id)), before, 1)).isEqualTo(events.subList(1, 4));
	}

	@Test
	default void leavesOutOnlyWhatIsAboutCouponsOnceACampaignIsErased() {
		String id = create(running());
		Coupon coupon = done(issue(id));
		for (int i = 0; i < 3; i++) {
			done(store().redeem(coupon.code(), null, null));
			done(repository().change(coupon.code(), new RollBack(null, true), Act.OF_THE_SERVICE));
		}
		done(repository().pause(id, true, null, Act.OF_THE_SERVICE));
		repository().extendFeed();
		done(store().delete(id, true, null));

		for (int limit : new int[] { 1, 2, 1_000 }) {
			assertThat(read(new EventSelection(Set.of(), Set.of(id)), EventPosition.START, limit))
				.extracting(Event::type)
				.containsExactly("campaign.created", "campaign.paused", "campaign.deleted");
		}
	}

	@Test
	default void tellsOnceThatCouponsRunLowAndThatNoneIsLeft() {
		String id = create(running().maxCoupons(20));
		for (int i = 0; i < 21; i++) {
			issue(id);
		}
		assertThat(levels(id)).containsExactly("campaign.low-stock after 18", "campaign.exhausted after 20");

		done(change(CampaignBuilder.of(read(id).campaign()).maxCoupons(40)));
		for (int i = 0; i < 21; i++) {
			issue(id);
		}
		assertThat(levels(id)).containsExactly("campaign.low-stock after 18", "campaign.exhausted after 20",
				"campaign.low-stock after 36", "campaign.exhausted after 40");
		assertThat(of(id)).extracting(Event::number)
			.containsExactlyElementsOf(LongStream.rangeClosed(1, 46).boxed().toList());
	}

	@Test
	default void tellsThatNoneIsLeftWhenAnOperatorTakesTheRest() {
		String id = create(running().maxCoupons(1_000));
		done(issue(id));
		done(change(CampaignBuilder.of(read(id).campaign()).maxCoupons(1)));

		assertThat(levels(id)).containsExactly("campaign.exhausted after 1");
		done(change(CampaignBuilder.of(read(id).campaign()).name("another name")));
		assertThat(levels(id)).hasSize(1);
	}

	private List<String> levels(String campaignId) {
		return of(campaignId).stream()
			.filter(event -> Set.of("campaign.low-stock", "campaign.exhausted").contains(event.type()))
			.map(event -> event.type() + " after " + Objects.requireNonNull(event.entry()).afterCoupon())
			.toList();
	}

	@Test
	default void skipsNothingWhateverHappensAtOnce() throws Exception {
		List<String> ids = IntStream.range(0, 3).mapToObj(i -> create(running().maxCoupons(100_000))).toList();
		EventSelection selection = new EventSelection(Set.of(), Set.copyOf(ids));
		AtomicBoolean over = new AtomicBoolean();
		try (ExecutorService threads = Executors.newCachedThreadPool()) {
			List<Future<List<Event>>> readers = IntStream.range(0, 2)
				.mapToObj(i -> threads.submit(() -> readUntil(over, selection)))
				.toList();
			List<Callable<Void>> writers = IntStream.range(0, 6).<Callable<Void>>mapToObj(i -> () -> {
				for (int n = 0; n < maxCouponsUnderLoad() / 60; n++) {
					Coupon coupon = done(issue(ids.get((i + n) % ids.size())));
					if (n % 3 == 0) {
						done(store().redeem(coupon.code(), null, null));
					}
				}
				return null;
			}).toList();
			for (Future<Void> writer : threads.invokeAll(writers)) {
				writer.get();
			}
			over.set(true);
			for (Future<List<Event>> reader : readers) {
				assertComplete(ids, reader.get());
			}
		}
	}

	private List<Event> readUntil(AtomicBoolean over, EventSelection selection) {
		List<Event> events = new ArrayList<>();
		EventPosition position = EventPosition.START;
		boolean end = false;
		while (!end) {
			boolean last = over.get();
			repository().extendFeed();
			EventPage page = repository().events(selection, position,
					last ? 1_000 : ThreadLocalRandom.current().nextInt(1, 50));
			events.addAll(page.items());
			position = page.nextAfter();
			end = last && page.end();
		}
		return events;
	}

	private void assertComplete(List<String> ids, List<Event> events) {
		for (String id : ids) {
			List<Long> numbers = events.stream()
				.filter(event -> event.campaignId().equals(id))
				.map(Event::number)
				.toList();
			long all = read(id).issued() + read(id).redeemed() + 1L;
			assertThat(numbers).containsExactlyElementsOf(LongStream.rangeClosed(1, all).boxed().toList());
		}
	}

}
