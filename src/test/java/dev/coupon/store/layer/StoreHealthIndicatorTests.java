package dev.coupon.store.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.store.OpenStore;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What readiness says of the store, and how often it asks. */
class StoreHealthIndicatorTests {

	private final MockClock clock = new MockClock();

	private final Store store = new Store();

	private final StoreHealthIndicator indicator = new StoreHealthIndicator(store,
			new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock));

	private static final class Store implements OpenStore {

		private final CountDownLatch open = new CountDownLatch(1);

		private int checks;

		private boolean full;

		@Override
		public CampaignRepository repository() {
			throw new IllegalStateException("Readiness must try what an issue does");
		}

		@Override
		public Subscriptions subscriptions() {
			throw new IllegalStateException("Readiness must try what an issue does");
		}

		@Override
		public void check() {
			checks++;
			try {
				open.await();
			}
			catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
			if (full) {
				throw new OverloadedException("full");
			}
		}

		@Override
		public void close() {
		}

	}

	@Test
	void isDownWhileTheStoreTakesNoWrites() {
		store.open.countDown();
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);

		store.full = true;
		clock.add(Duration.ofSeconds(1));
		assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);

		store.full = false;
		clock.add(Duration.ofSeconds(1));
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
	}

	/** Since anyone may ask as often as he likes. */
	@Test
	void asksTheStoreOnceForAllThatAskWithinASecond() {
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			var answers = Stream.generate(() -> CompletableFuture.supplyAsync(indicator::health, callers))
				.limit(50)
				.toList();
			store.open.countDown();
			assertThat(answers).extracting(CompletableFuture::join)
				.extracting(Health::getStatus)
				.containsOnly(Status.UP);
		}
		clock.add(Duration.ofMillis(999));
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);

		assertThat(store.checks).isOne();
	}

}
