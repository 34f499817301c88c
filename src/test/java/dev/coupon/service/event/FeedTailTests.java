package dev.coupon.service.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventRun.Reach;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.testing.SettableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of the feed, for readers who wait there. */
class FeedTailTests {

	private final SettableClock clock = new SettableClock(Instant.EPOCH);

	private volatile boolean failing;

	private volatile EventPosition end = EventPosition.START;

	private final FeedTail tail = new FeedTail(
			new EventService(CampaignRepository.class.cast(Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { CampaignRepository.class }, (proxy, method, arguments) -> extendFeed()))),
			clock.ticker());

	private final AtomicInteger errors = new AtomicInteger();

	private EventPosition extendFeed() {
		if (errors.getAndDecrement() > 0) {
			throw new StackOverflowError("This is a test.");
		}
		if (failing) {
			throw new OverloadedException("The store has too much to do.");
		}
		return end;
	}

	@AfterEach
	void close() {
		tail.close();
	}

	@Test
	void tellsHowFarTheFeedIsBehindWhileSomebodyWaits() {
		failing = true;
		Thread.startVirtualThread(() -> {
			try {
				tail.await(EventPosition.START, Duration.ofMinutes(5));
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		});
		await().untilAsserted(() -> {
			clock.advance(Duration.ofSeconds(1));
			assertThat(tail.behind()).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
		});

		failing = false;

		await().untilAsserted(() -> assertThat(tail.behind()).isZero());
	}

	@Test
	void letsThoseWhoWaitKnowOfNewEventsAlsoAfterAnError() throws InterruptedException {
		errors.set(2);
		end = new EventPosition(1, new Reach(1, 0));

		assertThat(tail.await(EventPosition.START, Duration.ofMinutes(1))).isTrue();
		assertThat(tail.end()).isEqualTo(end);
	}

	@Test
	void isNotBehindWhileNobodyWaits() {
		clock.advance(Duration.ofHours(1));

		assertThat(tail.behind()).isZero();
	}

}
