package dev.coupon.store.memory.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.IssueRequest;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.testing.CampaignBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much heap coupons take, printed for the documentation. */
class MemoryPerCouponTests {

	private static final int COUPONS = 1_000_000;

	@Test
	void takesAtMost160BytesForACouponWithoutUserAndKey() {
		CampaignRepository store = new InMemoryCampaignRepository(Clock.systemUTC(), new Random(1), () -> false);
		Instant now = Clock.systemUTC().instant();
		store.create(new CampaignBuilder(now, now.plus(Duration.ofHours(1))).id("c").maxCoupons(COUPONS).build());
		IssueRequest request = new IssueRequest("c", null, null);

		long before = usedHeap();
		for (int i = 0; i < COUPONS; i++) {
			store.issue(request);
		}
		long bytesPerCoupon = (usedHeap() - before) / COUPONS;
		assertThat(store.issue(request)).as("the last one was issued").isInstanceOf(Refused.class);

		System.out.println("Heap for each of " + COUPONS + " coupons: " + bytesPerCoupon + " bytes");
		assertThat(bytesPerCoupon).isBetween(1L, 160L);
	}

	private static long usedHeap() {
		System.gc();
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

}
