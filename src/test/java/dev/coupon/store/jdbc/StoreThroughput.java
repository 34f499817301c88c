package dev.coupon.store.jdbc;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.memory.campaign.InMemoryCampaignRepository;
import dev.coupon.testing.CampaignBuilder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints what the stores do without HTTP: how many coupons of one campaign 256 threads
 * get in a second, with as many requests in a transaction as wait and with one in each,
 * and how long a lone request takes where a bare commit takes how long. No test, since it
 * fails at nothing; for docs/performance.md, and run by name only.
 */
class StoreThroughput {

	private static final int THREADS = 256;

	private static final int LONE_REQUESTS = 2_000;

	private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("seconds", 5));

	private static final String CAMPAIGN = "campaign";

	@TempDir
	private Path folder;

	@Test
	void memory() throws Exception {
		measure("memory",
				new InMemoryCampaignRepository(Clock.systemUTC(), new SecureRandom(), StockLevel.DEFAULT, () -> false));
	}

	@Test
	void sqlite() throws Exception {
		try (TestDatabase database = TestDatabase.sqlite(folder)) {
			measure("sqlite", database);
		}
	}

	@Test
	void postgresql() throws Exception {
		try (TestDatabase database = TestDatabase.durablePostgresql()) {
			measure("postgresql", database);
		}
	}

	private static void measure(String name, TestDatabase database) throws Exception {
		for (int maxBatch : new int[] { 1, 256 }) {
			database.empty();
			try (JdbcCampaignRepository store = database.store(database.source(), new SecureRandom(), maxBatch,
					Duration.ofSeconds(10))) {
				measure(name + ", up to " + maxBatch + " in a transaction", store);
			}
		}
		System.out.printf("%-40s %8.0f us, median of %d%n", name + ", a bare commit", commits(database), LONE_REQUESTS);
	}

	private static void measure(String name, CampaignRepository store) throws Exception {
		Instant now = Instant.now();
		store.create(new CampaignBuilder(now.minusSeconds(60), now.plus(Duration.ofDays(1))).id(CAMPAIGN)
			.maxCoupons(Campaign.MAX_COUPONS)
			.build(), Act.OF_THE_SERVICE);
		long[] micros = new long[LONE_REQUESTS];
		together(store, Duration.ofSeconds(2));
		for (int i = 0; i < micros.length; i++) {
			long start = System.nanoTime();
			store.issue(new IssueRequest(CAMPAIGN, null, null));
			micros[i] = (System.nanoTime() - start) / 1_000;
		}
		System.out.printf("%-40s %8.0f/s on %d threads, %6.0f us alone, median of %d%n", name, together(store, LENGTH),
				THREADS, median(micros), LONE_REQUESTS);
	}

	private static double median(long[] micros) {
		Arrays.sort(micros);
		return micros[micros.length / 2];
	}

	/** How many coupons a second all threads get. */
	private static double together(CampaignRepository store, Duration length) throws InterruptedException {
		LongAdder issued = new LongAdder();
		long start = System.nanoTime();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < THREADS; i++) {
				threads.execute(() -> {
					while (System.nanoTime() - start < length.toNanos()) {
						if (store.issue(new IssueRequest(CAMPAIGN, null, null)) instanceof Done) {
							issued.increment();
						}
					}
				});
			}
		}
		return issued.sum() * 1e9 / (System.nanoTime() - start);
	}

	private static double commits(TestDatabase database) throws SQLException {
		long[] micros = new long[LONE_REQUESTS];
		try (Connection connection = database.source().getConnection()) {
			connection.setAutoCommit(false);
			try (PreparedStatement update = connection.prepareStatement("UPDATE writer SET seen_at = ?")) {
				for (int i = 0; i < micros.length; i++) {
					long start = System.nanoTime();
					update.setLong(1, i);
					update.executeUpdate();
					connection.commit();
					micros[i] = (System.nanoTime() - start) / 1_000;
				}
			}
		}
		return median(micros);
	}

}
