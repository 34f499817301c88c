package dev.coupon.store.memory.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.testing.CampaignBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much heap coupons take, printed for the documentation. */
@Tag("heap")
class MemoryPerCouponTests {

	private static final int COUPONS = 1_000_000;

	/** Services that other tests left waiting may take heap at the same time. */
	private static final int ATTEMPTS = 3;

	@Test
	void takesAtMost48BytesForACouponWithoutUserAndKey() {
		assertThat(leastBytes("plain", number -> new IssueRequest("c", null, null), 48)).isBetween(1L, 48L);
	}

	@Test
	void takesAtMost160BytesForACouponWithUserAndKey() {
		assertThat(leastBytes("with a user and a key of 16 characters", number -> {
			String unique = "%016d".formatted(number);
			return new IssueRequest("c", unique, RequestKey.common(unique));
		}, 160)).isBetween(1L, 160L);
	}

	/** Measures again while too much heap is taken. */
	private static long leastBytes(String kind, IntFunction<IssueRequest> request, long enough) {
		long least = bytesPerCoupon(kind, request);
		for (int attempt = 1; attempt < ATTEMPTS && least > enough; attempt++) {
			least = Math.min(least, bytesPerCoupon(kind, request));
		}
		return least;
	}

	private static long bytesPerCoupon(String kind, IntFunction<IssueRequest> request) {
		CampaignRepository store = new InMemoryCampaignRepository(Clock.systemUTC(), new Random(1), StockLevel.DEFAULT,
				() -> false);
		Instant now = Clock.systemUTC().instant();
		store.create(new CampaignBuilder(now, now.plus(Duration.ofHours(1))).id("c").maxCoupons(COUPONS).build(),
				Act.OF_THE_SERVICE);

		long before = usedHeap();
		for (int i = 0; i < COUPONS; i++) {
			store.issue(request.apply(i));
		}
		long bytesPerCoupon = (usedHeap() - before) / COUPONS;
		assertThat(store.issue(request.apply(COUPONS))).as("the last one was issued").isInstanceOf(Refused.class);

		System.out.println("Heap for each of " + COUPONS + " coupons, " + kind + ": " + bytesPerCoupon + " bytes");
		return bytesPerCoupon;
	}

	private static long usedHeap() {
		System.gc();
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

}
