package dev.coupon.store.memory.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.testing.CampaignBuilder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Campaigns whose creation has begun, as other requests see them. */
class HalfMadeCampaignTests {

	private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

	/** Done by a thread at its next look at the clock. */
	private final ThreadLocal<Runnable> next = ThreadLocal.withInitial(() -> () -> {
	});

	private final InstantSource time = () -> {
		Runnable step = next.get();
		next.remove();
		step.run();
		return NOW;
	};

	private final CampaignRepository store = MemoryStoreForTests.at(time.withZone(ZoneOffset.UTC));

	private final CountDownLatch creating = new CountDownLatch(1);

	private final CountDownLatch walletIsRead = new CountDownLatch(1);

	/** The second campaign goes while the wallet is at the first, and a third comes. */
	@Test
	void areNotInAWalletThatHadACouponOfACampaignBefore() {
		create("first");
		create("second");
		store.issue(new IssueRequest("first", "alice", null));
		store.issue(new IssueRequest("second", "alice", null));
		AtomicReference<CompletableFuture<Void>> other = new AtomicReference<>();
		next.set(() -> {
			other.set(CompletableFuture.runAsync(this::replaceTheSecond));
			await(creating);
		});

		try {
			assertThat(store.wallet(new Wallet("alice", null, null), null, 9).items()).extracting(Coupon::campaignId)
				.containsExactly("first");
		}
		finally {
			walletIsRead.countDown();
			other.get().join();
		}

		assertThat(store.find("third", 0)).isInstanceOf(Done.class);
	}

	private void replaceTheSecond() {
		store.delete("second", true, null, Act.OF_THE_SERVICE);
		next.set(() -> {
			creating.countDown();
			await(walletIsRead);
		});
		create("third");
	}

	private void create(String id) {
		Campaign campaign = new CampaignBuilder(NOW, NOW.plusSeconds(60)).id(id).build();
		assertThat(store.create(campaign, Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

}
