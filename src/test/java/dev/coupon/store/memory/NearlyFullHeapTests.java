package dev.coupon.store.memory;

import static dev.coupon.store.contract.StoreUnderTest.assertRefused;
import static dev.coupon.store.contract.StoreUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.store.memory.campaign.InMemoryCampaignRepository;
import dev.coupon.testing.CampaignBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the store does when memory runs out. */
class NearlyFullHeapTests {

	private final AtomicBoolean nearlyFull = new AtomicBoolean();

	private final CampaignRepository store = new InMemoryCampaignRepository(Clock.systemUTC(), new Random(1),
			StockLevel.DEFAULT, nearlyFull::get);

	private static CampaignBuilder campaign(String id) {
		Instant now = Clock.systemUTC().instant();
		return new CampaignBuilder(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1))).id(id);
	}

	@Test
	void refusesOnlyWhatNeedsMoreMemory() {
		Campaign campaign = campaign("c").maxCoupons(3).build();
		String revision = done(store.create(campaign, Act.OF_THE_SERVICE)).revision();
		store.create(campaign("gone").maxCoupons(1).build(), Act.OF_THE_SERVICE);
		store.issue(new IssueRequest("gone", null, null));
		String code = done(store.issue(new IssueRequest("c", null, RequestKey.common("key")))).code();
		String used = done(store.issue(new IssueRequest("c", null, RequestKey.common("another key")))).code();
		store.change(used, new Redeem(null, RequestKey.common("key")), Act.OF_THE_SERVICE);
		nearlyFull.set(true);

		assertOverloaded(() -> store.create(campaign("new").build(), Act.OF_THE_SERVICE));
		assertOverloaded(
				() -> store.update(CampaignBuilder.of(campaign).maxCoupons(4).build(), revision, Act.OF_THE_SERVICE));
		assertOverloaded(() -> store.issue(new IssueRequest("c", null, null)));
		assertOverloaded(() -> store.change(code, new Redeem(null, null), Act.OF_THE_SERVICE));
		assertThat(store.create(campaign, Act.OF_THE_SERVICE)).isInstanceOf(Replayed.class);
		assertThat(store.issue(new IssueRequest("c", null, RequestKey.common("key")))).isInstanceOf(Replayed.class);
		assertThat(store.change(used, new Redeem(null, RequestKey.common("key")), Act.OF_THE_SERVICE))
			.isInstanceOf(Replayed.class);
		assertRefused(store.issue(new IssueRequest("gone", null, null)), Refusal.CAMPAIGN_EXHAUSTED);
		assertRefused(store.change(used, new Redeem(null, null), Act.OF_THE_SERVICE), Refusal.ALREADY_REDEEMED);
		assertThat(store.change(used, new RollBack(null, false), Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		assertThat(store.pause("c", true, null, Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		assertThat(store.pause("c", false, null, Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		assertThat(store.find("c", 10)).isInstanceOf(Done.class);

		nearlyFull.set(false);
		assertThat(store.issue(new IssueRequest("c", null, null))).isInstanceOf(Done.class);
		assertThat(store.change(code, new Redeem(null, null), Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
	}

	private static void assertOverloaded(ThrowingCallable operation) {
		assertThatExceptionOfType(OverloadedException.class).isThrownBy(operation);
	}

	/**
	 * In a Java virtual machine of its own, with the options of the image, and with each
	 * of the collectors that a service is likely to run with.
	 */
	@ParameterizedTest
	@CsvSource({ "-XX:+UseG1GC, -XX:MaxTenuringThreshold=1", "-XX:+UseG1GC, -XX:MaxTenuringThreshold=15",
			"-XX:+UseSerialGC, -XX:MaxTenuringThreshold=15", "-XX:+UseParallelGC, -XX:MaxTenuringThreshold=15" })
	void survivesMoreCouponsThanTheHeapHolds(String collector, String ageOfOldObjects)
			throws IOException, InterruptedException {
		Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
				collector, ageOfOldObjects, "-cp", System.getProperty("java.class.path"), FillTheHeap.class.getName())
			.redirectErrorStream(true)
			.start();
		String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

		assertThat(java.waitFor()).as(output).isZero();
		assertThat(output).contains("overloaded after", "issued again after the campaign was deleted");
	}

}
