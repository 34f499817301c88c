package dev.coupon.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.evidence.Report;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.connection.Connections.Treatment;
import dev.coupon.store.valkey.connection.Opening;
import dev.coupon.store.valkey.connection.ValkeySettings;
import dev.coupon.testing.CampaignBuilder;
import dev.coupon.testing.FreePorts;
import io.lettuce.core.cluster.SlotHash;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The steps of backup and restore in {@code docs/stores.md}, followed. */
class ValkeyBackupTests {

	private static final List<String> CAMPAIGNS = IntStream.range(0, 6)
		.mapToObj(number -> "campaign-" + number)
		.toList();

	private static final Duration DEADLINE = Duration.ofSeconds(5);

	private static final AtomicInteger NAMES = new AtomicInteger();

	@TempDir
	private Path folder;

	/**
	 * Starts the store as the service does, with its checks of the servers and the data.
	 */
	private static ValkeyStore store(int replicas, RedisProcess... nodes) {
		String url = Stream.of(nodes).map(node -> "redis://127.0.0.1:" + node.port()).collect(Collectors.joining(","));
		Connections connections = Opening.open(new ValkeySettings(url, "", "", "", replicas, false),
				new Treatment(DEADLINE, Long.toString(NAMES.incrementAndGet()), replicas), new SimpleMeterRegistry());
		return new ValkeyStore(connections, TestServer.needs(new SecureRandom(), DEADLINE));
	}

	private static ValkeyStore store(TestCluster cluster) {
		return store(1, cluster.nodes().toArray(RedisProcess[]::new));
	}

	/** Issues a coupon for a key. */
	private static Coupon issue(CampaignRepository store, String campaign, String key) {
		return ((Done<Coupon>) store.issue(request(campaign, key))).value();
	}

	private static IssueRequest request(String campaign, String key) {
		return new IssueRequest(campaign, "alice", RequestKey.common(key));
	}

	/** Fills campaigns, and returns their coupons. */
	private static List<Coupon> fill(CampaignRepository store) {
		Instant now = store.now();
		List<Coupon> coupons = new ArrayList<>();
		for (String campaign : CAMPAIGNS) {
			store.create(new CampaignBuilder(now.minusSeconds(60), now.plus(Duration.ofDays(1))).id(campaign)
				.maxCoupons(100)
				.perUserLimit(20)
				.build(), Act.OF_THE_SERVICE);
			IntStream.range(0, 10).forEach(number -> coupons.add(issue(store, campaign, "key-" + number)));
			store.change(coupons.getLast().code(), new Redeem("order", null), Act.OF_THE_SERVICE);
		}
		return coupons;
	}

	private static List<Report> reports(CampaignRepository store) {
		return CAMPAIGNS.stream().map(campaign -> ((Done<Report>) store.report(campaign)).value()).toList();
	}

	/** Checks that a store is as it was, and goes on from there. */
	private static void assertRestored(CampaignRepository store, List<Report> reports, List<Coupon> coupons,
			Coupon later) {
		assertThat(reports(store)).usingRecursiveComparison().ignoringFields("id", "madeAt").isEqualTo(reports);
		assertThat(reports(store)).allSatisfy(report -> assertThat(report.faults()).isEmpty());
		assertThat(store.findCoupon(later.code())).isEqualTo(new Refused<>(Refusal.COUPON_NOT_FOUND));
		for (int i = 0; i < coupons.size(); i++) {
			Coupon coupon = coupons.get(i);
			assertThat(((Replayed<Coupon>) store.issue(request(coupon.campaignId(), "key-" + i % 10))).value().code())
				.isEqualTo(coupon.code());
		}
		CAMPAIGNS.forEach(campaign -> assertThat(issue(store, campaign, "next").sequence()).isEqualTo(11));
	}

	/** Lets a server write a snapshot, and copies it. */
	private static Path copySnapshot(RedisProcess server, Path copy) throws IOException {
		server.ask(connection -> connection.sync().bgsave());
		TestCluster.await(() -> server.ask(connection -> connection.sync().info("persistence"))
			.lines()
			.toList()
			.containsAll(List.of("rdb_bgsave_in_progress:0", "rdb_last_bgsave_status:ok"))
				&& Files.exists(server.folder().resolve("dump.rdb")));
		return Files.copy(server.folder().resolve("dump.rdb"), copy);
	}

	/** Lets a server write all that it has loaded to its append-only file. */
	private static void appendOnly(RedisProcess server) {
		server.ask(connection -> connection.sync().configSet("appendonly", "yes"));
		TestCluster.await(() -> server.ask(connection -> connection.sync().info("persistence"))
			.lines()
			.toList()
			.containsAll(List.of("aof_rewrite_in_progress:0", "aof_rewrite_scheduled:0", "aof_enabled:1",
					"aof_last_bgrewrite_status:ok")));
	}

	@Test
	void restoresASnapshotOfAServerThatWasTakenWhileTheServiceRan() throws IOException {
		try (RedisProcess server = durable("server").start();
				RedisProcess restored = new RedisProcess(FreePorts.one(), folder.resolve("restored"));
				RedisProcess restarted = durable("restored")) {
			Path snapshot = folder.resolve("backup.rdb");
			List<Report> reports;
			List<Coupon> coupons;
			Coupon later;
			try (ValkeyStore service = store(0, server)) {
				coupons = fill(service.repository());
				reports = reports(service.repository());
				copySnapshot(server, snapshot);
				later = issue(service.repository(), CAMPAIGNS.getFirst(), "later");
			}
			server.kill();

			Files.copy(snapshot, restored.folder().resolve("dump.rdb"));
			restored.start();
			appendOnly(restored);
			restored.kill();
			restarted.start();
			try (ValkeyStore service = store(0, restarted)) {
				assertRestored(service.repository(), reports, coupons, later);
			}
		}
	}

	/** Copies the append-only file, which is a folder since version 7. */
	private static void copyAppendOnlyFile(Path from, Path to) throws IOException {
		Path file = from.resolve("appendonly.aof");
		if (Files.exists(file)) {
			Files.copy(file, to.resolve("appendonly.aof"));
		}
		else {
			FileSystemUtils.copyRecursively(from.resolve("appendonlydir"), to.resolve("appendonlydir"));
		}
	}

	@Test
	void restoresTheAppendOnlyFileOfAServerThatWasCopiedWhileTheServiceRan() throws IOException {
		try (RedisProcess server = durable("server").start(); RedisProcess restored = durable("restored")) {
			List<Report> reports;
			List<Coupon> coupons;
			Coupon later;
			try (ValkeyStore service = store(0, server)) {
				coupons = fill(service.repository());
				reports = reports(service.repository());
				server.ask(connection -> connection.sync().configSet("auto-aof-rewrite-percentage", "0"));
				TestCluster.await(() -> server.ask(connection -> connection.sync().info("persistence"))
					.contains("aof_rewrite_in_progress:0"));
				copyAppendOnlyFile(server.folder(), restored.folder());
				server.ask(connection -> connection.sync().configSet("auto-aof-rewrite-percentage", "100"));
				later = issue(service.repository(), CAMPAIGNS.getFirst(), "later");
			}
			server.kill();

			restored.start();
			try (ValkeyStore service = store(0, restored)) {
				assertRestored(service.repository(), reports, coupons, later);
			}
		}
	}

	@Test
	void restoresSnapshotsOfAClusterInANewOneWithTheSameSlots() throws IOException {
		List<Path> snapshots = new ArrayList<>();
		List<Report> reports;
		List<Coupon> coupons;
		Coupon later;
		try (TestCluster cluster = new TestCluster(folder.resolve("old"), 1, RedisProcess.DURABLE)) {
			try (ValkeyStore service = store(cluster)) {
				coupons = fill(service.repository());
				reports = reports(service.repository());
			}
			for (int part = 0; part < 3; part++) {
				snapshots.add(copySnapshot(primaryOfPart(cluster, part), folder.resolve("backup-" + part + ".rdb")));
			}
			try (ValkeyStore service = store(cluster)) {
				later = issue(service.repository(), CAMPAIGNS.getFirst(), "later");
			}
		}

		try (TestCluster cluster = new TestCluster(folder.resolve("new"), 1)) {
			List<RedisProcess> primaries = IntStream.range(0, 3)
				.mapToObj(part -> primaryOfPart(cluster, part))
				.toList();
			cluster.nodes().forEach(RedisProcess::kill);
			for (int part = 0; part < 3; part++) {
				Files.copy(snapshots.get(part), primaries.get(part).folder().resolve("dump.rdb"));
			}
			cluster.nodes().forEach(RedisProcess::start);
			cluster.awaitAll();
			cluster.nodes().forEach(ValkeyBackupTests::appendOnly);
			try (ValkeyStore service = store(cluster)) {
				assertRestored(service.repository(), reports, coupons, later);
			}
		}
	}

	private RedisProcess durable(String name) {
		return new RedisProcess(FreePorts.one(), folder.resolve(name), RedisProcess.DURABLE);
	}

	/** The primary of a third of the slots. */
	private static RedisProcess primaryOfPart(TestCluster cluster, int part) {
		return cluster.primaryOf(SlotHash.SLOT_COUNT * part / 3);
	}

}
