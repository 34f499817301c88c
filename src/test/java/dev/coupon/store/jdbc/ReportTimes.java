package dev.coupon.store.jdbc;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.memory.campaign.InMemoryCampaignRepository;
import dev.coupon.testing.CampaignBuilder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how long a report about many coupons takes, alone and while 64 threads issue
 * coupons of the same campaign, and how many they get in a second with and without it. No
 * test, since it fails at nothing; for docs/performance.md, and run by name only.
 */
class ReportTimes {

	private static final String CAMPAIGN = "campaign";

	private static final int THREADS = 64;

	private static final int COUPONS = Integer.getInteger("coupons", 1_000_000);

	@TempDir
	private Path folder;

	@Test
	void memory() throws Exception {
		measure("memory",
				new InMemoryCampaignRepository(Clock.systemUTC(), new SecureRandom(), StockLevel.DEFAULT, () -> false));
	}

	@Test
	void sqlite() throws Exception {
		try (TestDatabase database = TestDatabase.sqlite(folder);
				JdbcCampaignRepository store = database.store(database.source(), new SecureRandom())) {
			measure("sqlite", store);
		}
	}

	@Test
	void postgresql() throws Exception {
		try (TestDatabase database = TestDatabase.postgresql();
				JdbcCampaignRepository store = database.store(database.source(), new SecureRandom())) {
			database.empty();
			measure("postgresql", store);
			database.empty();
		}
	}

	/** A fifth of the coupons are redeemed, and each user has five. */
	private static void measure(String name, CampaignRepository store) throws Exception {
		Instant now = Instant.now();
		store.create(new CampaignBuilder(now.minusSeconds(60), now.plus(Duration.ofDays(1))).id(CAMPAIGN)
			.maxCoupons(Campaign.MAX_COUPONS)
			.build(), Act.OF_THE_SERVICE);
		AtomicInteger number = new AtomicInteger();
		inThreads(() -> {
			for (int i = number.getAndIncrement(); i < COUPONS; i = number.getAndIncrement()) {
				String code = issue(store, "user-" + i % (COUPONS / 5));
				if (i % 5 == 0) {
					store.change(code, new Redeem("order-" + i, null), Act.OF_THE_SERVICE);
				}
			}
		});
		long alone = report(store);
		Load without = new Load(store);
		Thread.sleep(5_000);
		double rateWithout = without.stop();
		Load with = new Load(store);
		long loaded = report(store);
		double rateWith = with.stop();
		System.out.printf("%-12s %d coupons: %d ms alone, %d ms under load; %.0f issues/s without, %.0f with%n", name,
				COUPONS, alone, loaded, rateWithout, rateWith);
	}

	private static long report(CampaignRepository store) {
		long start = System.nanoTime();
		Report report = ((Done<Report>) store.report(CAMPAIGN)).value();
		if (!report.faults().isEmpty()) {
			throw new IllegalStateException(report.faults().toString());
		}
		return (System.nanoTime() - start) / 1_000_000;
	}

	private static String issue(CampaignRepository store, String user) {
		return ((Done<Coupon>) store.issue(new IssueRequest(CAMPAIGN, user, null))).value().code();
	}

	private static void inThreads(Runnable work) {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < THREADS; i++) {
				threads.execute(work);
			}
		}
	}

	/** Threads that issue coupons until they are stopped. */
	private static final class Load {

		private final AtomicBoolean stopped = new AtomicBoolean();

		private final LongAdder issued = new LongAdder();

		private final long start = System.nanoTime();

		private final Thread threads;

		Load(CampaignRepository store) {
			this.threads = Thread.ofPlatform().start(() -> inThreads(() -> {
				while (!stopped.get()) {
					issue(store, "user-" + issued.sum());
					issued.increment();
				}
			}));
		}

		/** Stops, and returns how many coupons were issued in a second. */
		double stop() throws InterruptedException {
			stopped.set(true);
			threads.join();
			return issued.sum() * 1e9 / (System.nanoTime() - start);
		}

	}

}
