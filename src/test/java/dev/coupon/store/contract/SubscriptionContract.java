package dev.coupon.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.webhook.Delivery;
import dev.coupon.domain.webhook.Delivery.Outcome;
import dev.coupon.domain.webhook.Delivery.Result;
import dev.coupon.domain.webhook.Delivery.Sent;
import dev.coupon.domain.webhook.Message.Content;
import dev.coupon.domain.webhook.Message.Span;
import dev.coupon.domain.webhook.Progress;
import dev.coupon.domain.webhook.Secrets;
import dev.coupon.domain.webhook.Subscription;
import dev.coupon.domain.webhook.Subscription.Target;
import dev.coupon.domain.webhook.Subscriptions.Found;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Subscriptions to events in every store. */
interface SubscriptionContract extends StoreUnderTest {

	AtomicInteger IDS = new AtomicInteger();

	EventPosition POSITION = new EventPosition(17, new Reach(1_000, 3));

	private Subscription created() {
		Target target = new Target("https://hooks.example/é?a=b",
				new EventSelection(Set.of("coupon.issued", "campaign.deleted"), Set.of("c1", "c2")), true);
		Subscription subscription = new Subscription("hook-" + IDS.incrementAndGet(), 1, now(), target,
				Secrets.of("whsec_1"), Progress.at(EventPosition.START));
		subscriptions().create(subscription);
		return subscription;
	}

	private @Nullable Subscription found(String id) {
		Found found = subscriptions().find(id);
		return found == null ? null : found.subscription();
	}

	private Delivery delivery(Subscription of, int attempt, @Nullable EventPosition after) {
		return new Delivery(of.id(), new Sent(of.id() + "-1", 2, attempt, after), now(),
				new Result(Outcome.FAILED, 500, "says 500", 17));
	}

	@Test
	default void keepsASubscriptionAsItIs() {
		Subscription first = created();
		Instant now = now();
		Subscription changed = first.leased("instance-1", now.plusSeconds(30))
			.rotated("whsec_2", now, now.plusSeconds(60))
			.movedTo(POSITION);
		changed = changed.toDeliver(changed.message(new Content("[\"é\\n\\u0000\uD83D\uDE00\"]", true),
				new Span(2, now, EventPosition.START, POSITION), now));
		changed = changed
			.attempted(changed.id() + "-1", Outcome.FAILED, now, new Subscription.Attempts(Duration.ofDays(3), 0.5))
			.turned(false, now);

		Subscription kept = subscriptions().update(changed, null);

		assertThat(kept).isEqualTo(changed.next()).isEqualTo(found(first.id()));
		assertThat(Objects.requireNonNull(kept).toString()).doesNotContain("whsec_");
		assertThat(subscriptions().all()).contains(kept).extracting(Subscription::id).isSorted();
	}

	@Test
	default void tellsItsTimeTogetherWithTheSubscription() {
		Instant before = now();
		Found found = Objects.requireNonNull(subscriptions().find(created().id()));

		assertThat(found.now()).isBetween(before, now()).isEqualTo(found.now().truncatedTo(ChronoUnit.MILLIS));
		assertThat(subscriptions().now()).isBetween(found.now(), now());
	}

	@Test
	default void changesNothingIfSomebodyElseHasChangedIt() {
		Subscription first = created();
		Subscription second = subscriptions().update(first.movedTo(POSITION), null);

		assertThat(subscriptions().update(first.turned(false, now()), delivery(first, 1, POSITION))).isNull();

		assertThat(found(first.id())).isEqualTo(second);
		assertThat(subscriptions().deliveries(first.id(), null, 9).items()).isEmpty();
	}

	@Test
	default void changesNothingOfASubscriptionThatIsGone() {
		Subscription gone = created();
		subscriptions().add(delivery(gone, 1, POSITION));
		assertThat(subscriptions().delete(gone.id())).isTrue();

		assertThat(subscriptions().delete(gone.id())).isFalse();
		assertThat(subscriptions().update(gone.movedTo(POSITION), delivery(gone, 1, POSITION))).isNull();
		subscriptions().add(delivery(gone, 2, POSITION));

		assertThat(found(gone.id())).isNull();
		assertThat(subscriptions().deliveries(gone.id(), null, 9).items()).isEmpty();
		assertThat(subscriptions().all()).extracting(Subscription::id).doesNotContain(gone.id());
	}

	@Test
	default void listsDeliveriesNewestFirstInPages() {
		Subscription one = created();
		Subscription other = created();
		List<Delivery> deliveries = IntStream.rangeClosed(1, 5).mapToObj(i -> delivery(one, i, POSITION)).toList();
		Subscription changed = one;
		for (Delivery delivery : deliveries) {
			changed = Objects.requireNonNull(subscriptions().update(changed, delivery));
			subscriptions().add(delivery(other, 1, POSITION));
		}

		List<Delivery> read = new ArrayList<>();
		Page<Delivery, Long> page = subscriptions().deliveries(one.id(), null, 2);
		read.addAll(page.items());
		while (page.nextAfter() != null) {
			page = subscriptions().deliveries(one.id(), page.nextAfter(), 2);
			read.addAll(page.items());
		}

		assertThat(read).isEqualTo(deliveries.reversed());
		assertThat(subscriptions().deliveries(one.id(), null, 5).nextAfter()).isNull();
	}

	@Test
	default void findsTheFirstDeliveryOfEventsSinceATime() {
		Subscription one = created();
		subscriptions().add(delivery(one, 1, POSITION));
		pass(Duration.ofMillis(2));
		Instant since = now();
		subscriptions().add(delivery(one, 2, null));
		Delivery wanted = delivery(one, 3, POSITION);
		subscriptions().add(wanted);
		subscriptions().add(delivery(one, 4, POSITION));
		subscriptions().add(delivery(created(), 5, POSITION));

		assertThat(subscriptions().firstSince(one.id(), since)).isEqualTo(wanted);
		assertThat(subscriptions().firstSince(one.id(), now().plusSeconds(1))).isNull();
		assertThat(subscriptions().firstSince("none", since)).isNull();
	}

	@Test
	default void forgetsOldDeliveriesALimitedNumberAtATime() {
		Subscription one = created();
		for (int i = 1; i <= 3; i++) {
			subscriptions().add(delivery(one, i, POSITION));
		}
		pass(Duration.ofMillis(2));
		Instant before = now();
		subscriptions().add(delivery(one, 4, POSITION));

		boolean more = subscriptions().forget(before, 2);
		assertThat(more).isTrue();
		while (more) {
			more = subscriptions().forget(before, 2);
		}

		assertThat(subscriptions().deliveries(one.id(), null, 9).items()).singleElement()
			.extracting(delivery -> delivery.sent().attempt())
			.isEqualTo(4);
	}

	@Test
	default void losesNoneOfTheChangesThatManyMakeAtOnce() throws Exception {
		Subscription first = created();
		int each = 50;
		try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
			List<Callable<Void>> changers = IntStream.range(0, 4).<Callable<Void>>mapToObj(i -> () -> {
				for (int n = 0; n < each; n++) {
					makeAMessage(first.id());
				}
				return null;
			}).toList();
			for (Future<Void> changer : threads.invokeAll(changers)) {
				changer.get();
			}
		}
		Subscription last = Objects.requireNonNull(found(first.id()));
		assertThat(last.state().messages()).isEqualTo(4L * each);
		assertThat(last.revision()).isEqualTo(first.revision() + 4L * each);
		assertThat(subscriptions().deliveries(first.id(), null, 1_000).items()).hasSize(4 * each);
	}

	private void makeAMessage(String id) {
		Subscription made = null;
		while (made == null) {
			Subscription present = Objects.requireNonNull(found(id));
			made = subscriptions().update(
					present.toDeliver(
							present.message(new Content("{}", false), new Span(1, now(), POSITION, POSITION), now())),
					delivery(present, 1, POSITION));
		}
	}

}
