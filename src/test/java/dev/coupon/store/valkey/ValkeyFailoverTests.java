package dev.coupon.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.testing.CampaignBuilder;
import io.lettuce.core.MigrateArgs;
import io.lettuce.core.cluster.SlotHash;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances issue on a cluster of which nodes are killed, stopped and relieved of
 * slots. What was answered is there in the end, and nothing twice. The number of kills is
 * {@code -Dkill.count}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValkeyFailoverTests {

	private static final int KILLS = Integer.getInteger("kill.count", 1);

	private static final Duration DEADLINE = Duration.ofSeconds(2);

	private static final int CLIENTS = 12;

	private static final int MAX_COUPONS = 3_000;

	private final Random random = new Random(Long.getLong("kill.seed", 7));

	private TestCluster cluster;

	private List<ValkeyStore> stores;

	@BeforeAll
	void start(@TempDir Path folder) {
		cluster = new TestCluster(folder, 1);
		stores = IntStream.range(0, 2)
			.mapToObj(number -> new ValkeyStore(cluster.connect(DEADLINE, 1), TestServer.needs(new SecureRandom())))
			.toList();
	}

	@AfterAll
	void stop() {
		stores.forEach(ValkeyStore::close);
		cluster.close();
	}

	/** Clients that repeat each request with its key until they have an answer. */
	private final class Load implements AutoCloseable {

		private final List<String> campaigns;

		private final Map<RequestKey, Coupon> told = new ConcurrentHashMap<>();

		private final AtomicInteger next = new AtomicInteger();

		private final AtomicInteger doubts = new AtomicInteger();

		private final AtomicBoolean over = new AtomicBoolean();

		private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

		private final List<Future<?>> clients = new ArrayList<>();

		Load(String name) {
			campaigns = IntStream.range(0, 6).mapToObj(number -> create(name + number)).toList();
			for (int client = 0; client < CLIENTS; client++) {
				CampaignRepository store = stores.get(client % stores.size()).repository();
				clients.add(threads.submit(() -> {
					while (!over.get()) {
						request(store, next.incrementAndGet());
					}
				}));
			}
		}

		private String create(String id) {
			Instant now = stores.getFirst().repository().now();
			stores.getFirst()
				.repository()
				.create(new CampaignBuilder(now.minusSeconds(60), now.plus(Duration.ofDays(1))).id(id)
					.maxCoupons(MAX_COUPONS)
					.perUserLimit(2)
					.build(), Act.OF_THE_SERVICE);
			return id;
		}

		private void request(CampaignRepository store, int number) {
			RequestKey key = RequestKey.common("key-" + number);
			String campaign = campaigns.get(number % campaigns.size());
			while (true) {
				try {
					Outcome<Coupon> outcome = store.issue(new IssueRequest(campaign, "user-" + number / 7, key));
					if (outcome instanceof Success<Coupon> success) {
						told.put(key, success.value());
					}
					return;
				}
				catch (OverloadedException e) {
					// Nothing was done, so it is asked again.
				}
				catch (OutcomeUnknownException e) {
					doubts.incrementAndGet();
				}
			}
		}

		/** Waits until so many more coupons were issued. */
		void await(int more) {
			int before = told.size();
			TestCluster.await(() -> told.size() >= before + more || exhausted());
		}

		private boolean exhausted() {
			return told.size() >= campaigns.size() * MAX_COUPONS;
		}

		void check() throws Exception {
			over.set(true);
			for (Future<?> client : clients) {
				client.get();
			}
			Set<String> codes = new HashSet<>();
			CampaignRepository store = stores.getFirst().repository();
			for (String campaign : campaigns) {
				List<Coupon> coupons = ((Done<CampaignRepository.Page<Coupon, Integer>>) store.coupons(campaign, null, 0,
						100_000)).value().items();
				assertThat(coupons).hasSizeLessThanOrEqualTo(MAX_COUPONS);
				coupons.forEach(coupon -> assertThat(codes.add(coupon.code())).isTrue());
				assertThat(((Done<dev.coupon.domain.evidence.Report>) store.report(campaign)).value().faults()).isEmpty();
			}
			assertThat(told.values().stream().map(Coupon::code)).doesNotHaveDuplicates();
			told.forEach((key, coupon) -> {
				assertThat(((Done<Coupon>) store.findCoupon(coupon.code())).value()).isEqualTo(coupon);
				assertThat(store.issue(new IssueRequest(coupon.campaignId(), coupon.userId(), key)))
					.isEqualTo(new Replayed<>(coupon));
			});
			System.out.printf("%d coupons told, %d stored, %d doubts%n", told.size(), codes.size(), doubts.get());
		}

		@Override
		public void close() {
			over.set(true);
			threads.close();
		}

	}

	@Test
	void losesNoCouponThatWasAnsweredWhenPrimariesAreKilled() throws Exception {
		try (Load load = new Load("killed")) {
			for (int kill = 0; kill < KILLS; kill++) {
				load.await(100);
				List<RedisProcess> primaries = cluster.primaries();
				cluster.killAndReplace(primaries.get(random.nextInt(primaries.size())));
			}
			load.await(100);
			load.check();
		}
	}

	@Test
	void losesNoCouponThatWasAnsweredWhenAPrimaryIsCutOff() throws Exception {
		try (Load load = new Load("stopped")) {
			load.await(100);
			RedisProcess primary = cluster.primaries().get(random.nextInt(3));
			primary.signal("STOP");
			TestCluster.await(() -> cluster.nodes()
				.stream()
				.filter(node -> node != primary)
				.filter(node -> node.ask(connection -> connection.sync().info("replication")).contains("role:master"))
				.count() == 3);
			primary.signal("CONT");
			load.await(100);
			load.check();
		}
	}

	@Test
	void followsASlotThatIsMovedWhileItIssues() throws Exception {
		try (Load load = new Load("moved")) {
			load.await(50);
			int slot = SlotHash.getSlot("{moved0}");
			RedisProcess from = primaryOf(slot);
			RedisProcess to = cluster.primaries().stream().filter(node -> node != from).findFirst().orElseThrow();
			move(slot, from, to, load);
			load.await(200);
			load.check();
			assertThat(primaryOf(slot)).isEqualTo(to);
		}
	}

	private RedisProcess primaryOf(int slot) {
		return cluster.primaries()
			.stream()
			.filter(node -> node.ask(connection -> connection.sync()
				.clusterSlots()
				.stream()
				.map(range -> (List<?>) range)
				.anyMatch(range -> (Long) range.get(0) <= slot && slot <= (Long) range.get(1)
						&& ((Long) ((List<?>) range.get(2)).get(1)).intValue() == node.port())))
			.findFirst()
			.orElseThrow();
	}

	private void move(int slot, RedisProcess from, RedisProcess to, Load load) {
		String source = from.ask(connection -> connection.sync().clusterMyId());
		String target = to.ask(connection -> connection.sync().clusterMyId());
		to.ask(connection -> connection.sync().clusterSetSlotImporting(slot, source));
		from.ask(connection -> connection.sync().clusterSetSlotMigrating(slot, target));
		load.await(20);
		List<String> keys = from.ask(connection -> connection.sync().clusterGetKeysInSlot(slot, 10_000));
		while (!keys.isEmpty()) {
			for (String key : keys) {
				from.ask(connection -> connection.sync()
					.migrate("127.0.0.1", to.port(), 0, 5_000, MigrateArgs.Builder.keys(key)));
			}
			keys = from.ask(connection -> connection.sync().clusterGetKeysInSlot(slot, 10_000));
		}
		cluster.primaries().forEach(node -> node.ask(connection -> connection.sync().clusterSetSlotNode(slot, target)));
	}

}
