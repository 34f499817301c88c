package dev.coupon.store.valkey;

import com.sun.management.OperatingSystemMXBean;
import dev.coupon.domain.Campaign;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.store.batch.BatchSettings;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.connection.Connections.Treatment;
import dev.coupon.testing.CampaignBuilder;
import dev.coupon.testing.FreePorts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints what the store on Valkey does without HTTP: how many coupons 256 threads for
 * each instance get in a second, the CPU of the service and of the servers for each, and
 * the memory that a coupon takes. No test, since it fails at nothing; for
 * docs/performance.md, and run by name only.
 */
class ValkeyThroughput {

	private static final int THREADS = 256;

	private static final int LONE_REQUESTS = 2_000;

	private static final Duration WARM_UP = Duration.ofSeconds(4);

	private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("seconds", 5));

	private static final int MAX_WAITING = 10_000;

	private static final int COUPONS = 200_000;

	private static final String[] ON_DISK = { "appendonly", "yes", "appendfsync", "always" };

	@TempDir
	private Path folder;

	@Test
	void batchesOnAServerThatWritesToDisk() throws Exception {
		try (RedisProcess server = server("batches", ON_DISK)) {
			for (int maxBatch : new int[] { 1, 256 }) {
				try (ValkeyStore store = store(server, maxBatch)) {
					String campaign = create(store, "batch-" + maxBatch);
					measure("up to " + maxBatch + " in a round", List.of(store), number -> campaign, List.of(server));
					alone(store, campaign);
				}
			}
		}
	}

	@Test
	void instancesOnOneCampaign() throws Exception {
		try (RedisProcess server = server("instances", ON_DISK)) {
			for (int instances : new int[] { 1, 2, 4 }) {
				List<ValkeyStore> stores = Stream.generate(() -> store(server, 256)).limit(instances).toList();
				String campaign = create(stores.getFirst(), "instances-" + instances);
				measure(instances + " instances, one campaign", stores, number -> campaign, List.of(server));
				stores.forEach(ValkeyStore::close);
			}
		}
	}

	@Test
	void campaignsOnOneAndOnThreePrimaries() throws Exception {
		try (RedisProcess server = server("one")) {
			campaigns("100 campaigns, one server", () -> store(server, 256), List.of(server));
		}
		try (TestCluster cluster = new TestCluster(folder.resolve("three"), 0)) {
			campaigns("100 campaigns, three primaries",
					() -> new ValkeyStore(cluster.connect(TestServer.DEADLINE, 0), needs(256)), cluster.nodes());
		}
	}

	private static void campaigns(String name, Supplier<ValkeyStore> opening, List<RedisProcess> servers)
			throws Exception {
		try (ValkeyStore store = opening.get()) {
			List<String> campaigns = IntStream.range(0, 100).mapToObj(number -> create(store, "c" + number)).toList();
			measure(name, List.of(store), number -> campaigns.get(number % campaigns.size()), servers);
		}
	}

	@Test
	void memoryOfACoupon() throws Exception {
		try (RedisProcess server = server("memory"); ValkeyStore store = store(server, 256)) {
			String plain = create(store, "plain");
			memory("plain", server, store, number -> new IssueRequest(plain, null, null));
			String keyed = create(store, "keyed");
			memory("with a user and a key of 16 characters", server, store, number -> new IssueRequest(keyed,
					"user-%011d".formatted(number), RequestKey.common("key-%012d".formatted(number))));
		}
	}

	private RedisProcess server(String name, String... settings) {
		return new RedisProcess(FreePorts.one(), folder.resolve(name), settings).start();
	}

	private static ValkeyStore store(RedisProcess server, int maxBatch) {
		return new ValkeyStore(Connections.open(List.of(server.address()),
				new Treatment(TestServer.DEADLINE, Long.toString(System.nanoTime(), Character.MAX_RADIX), 0),
				new SimpleMeterRegistry()), needs(maxBatch));
	}

	private static ValkeyStore.Needs needs(int maxBatch) {
		return new ValkeyStore.Needs(new SecureRandom(), StockLevel.DEFAULT,
				new BatchSettings(maxBatch, MAX_WAITING, TestServer.DEADLINE), new SimpleMeterRegistry());
	}

	private static String create(ValkeyStore store, String id) {
		var now = store.repository().now();
		store.repository()
			.create(new CampaignBuilder(now.minusSeconds(60), now.plus(Duration.ofDays(1))).id(id)
				.maxCoupons(Campaign.MAX_COUPONS)
				.build(), Act.OF_THE_SERVICE);
		return id;
	}

	private static void measure(String name, List<ValkeyStore> stores, IntFunction<String> campaign,
			List<RedisProcess> servers) throws Exception {
		List<CampaignRepository> repositories = new ArrayList<>();
		stores.forEach(store -> repositories.add(store.repository()));
		together(repositories, campaign, WARM_UP);
		long service = serviceCpu();
		long server = serverCpu(servers);
		long start = System.nanoTime();
		long issued = together(repositories, campaign, LENGTH);
		System.out.printf("%-34s %7.0f/s on %d threads, CPU us for each: service with its clients %.1f, servers %.1f%n",
				name, issued * 1e9 / (System.nanoTime() - start), THREADS * stores.size(),
				(serviceCpu() - service) / 1e3 / issued, (serverCpu(servers) - server) / 1e3 / issued);
	}

	private static void alone(ValkeyStore store, String campaign) {
		long[] micros = new long[LONE_REQUESTS];
		for (int i = 0; i < micros.length; i++) {
			long start = System.nanoTime();
			store.repository().issue(new IssueRequest(campaign, null, null));
			micros[i] = (System.nanoTime() - start) / 1_000;
		}
		Arrays.sort(micros);
		System.out.printf("%-34s %7d us, median of %d%n", "one client", micros[micros.length / 2], micros.length);
	}

	/** How many coupons all threads get. */
	private static long together(List<CampaignRepository> stores, IntFunction<String> campaign, Duration length) {
		LongAdder issued = new LongAdder();
		AtomicInteger next = new AtomicInteger();
		long start = System.nanoTime();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < THREADS * stores.size(); i++) {
				CampaignRepository store = stores.get(i % stores.size());
				threads.execute(() -> {
					while (System.nanoTime() - start < length.toNanos()) {
						String id = campaign.apply(next.getAndIncrement());
						if (store.issue(new IssueRequest(id, null, null)) instanceof Done) {
							issued.increment();
						}
					}
				});
			}
		}
		return issued.sum();
	}

	private static void memory(String name, RedisProcess server, ValkeyStore store, IntFunction<IssueRequest> request) {
		long before = usedMemory(server);
		AtomicInteger next = new AtomicInteger();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < THREADS; i++) {
				threads.execute(() -> {
					for (int number = next.getAndIncrement(); number < COUPONS; number = next.getAndIncrement()) {
						store.repository().issue(request.apply(number));
					}
				});
			}
		}
		System.out.printf("%d bytes for each of %d coupons, %s%n", (usedMemory(server) - before) / COUPONS, COUPONS,
				name);
	}

	private static long usedMemory(RedisProcess server) {
		return server.ask(connection -> connection.sync()
			.info("memory")
			.lines()
			.filter(line -> line.startsWith("used_memory:"))
			.mapToLong(line -> Long.parseLong(line.substring("used_memory:".length())))
			.sum());
	}

	private static long serviceCpu() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	private static long serverCpu(List<RedisProcess> servers) {
		return servers.stream().mapToLong(server -> server.cpu().toNanos()).sum();
	}

}
