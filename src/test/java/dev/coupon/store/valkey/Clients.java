package dev.coupon.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.evidence.Report;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Clients that repeat each request with its key until they have an answer. */
final class Clients implements AutoCloseable {

	private static final int CLIENTS = 12;

	private static final int MAX_COUPONS = 20_000;

	private final List<ValkeyStore> stores;

	private final int maxCoupons;

	private final List<String> campaigns;

	private final Map<RequestKey, Coupon> told = new ConcurrentHashMap<>();

	private final AtomicInteger next = new AtomicInteger();

	private final AtomicInteger doubts = new AtomicInteger();

	private final AtomicInteger refusals = new AtomicInteger();

	private final AtomicBoolean over = new AtomicBoolean();

	private final AtomicBoolean closed = new AtomicBoolean();

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final List<Future<?>> clients = new ArrayList<>();

	/**
	 * @param name the beginning of the ids of their campaigns
	 */
	Clients(List<ValkeyStore> stores, String name) {
		this(stores, name, MAX_COUPONS);
	}

	/**
	 * @param name the beginning of the ids of their campaigns
	 * @param maxCoupons the maximum of each campaign
	 */
	Clients(List<ValkeyStore> stores, String name, int maxCoupons) {
		this.stores = stores;
		this.maxCoupons = maxCoupons;
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
				.maxCoupons(maxCoupons)
				.perUserLimit(2)
				.build(), Act.OF_THE_SERVICE);
		return id;
	}

	private void request(CampaignRepository store, int number) {
		RequestKey key = RequestKey.common("key-" + number);
		String campaign = campaigns.get(number % campaigns.size());
		while (!closed.get()) {
			try {
				Outcome<Coupon> outcome = store.issue(new IssueRequest(campaign, "user-" + number / 7, key));
				if (outcome instanceof Success<Coupon> success) {
					told.put(key, success.value());
				}
				return;
			}
			catch (OverloadedException e) {
				refusals.incrementAndGet();
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

	/** Waits until so many more requests were refused because nothing could be done. */
	void awaitRefusals(int more) {
		int before = refusals.get();
		TestCluster.await(() -> refusals.get() >= before + more);
	}

	private boolean exhausted() {
		return told.size() >= campaigns.size() * maxCoupons;
	}

	/** Waits until all coupons were issued. */
	void awaitLast() {
		TestCluster.await(this::exhausted);
	}

	/**
	 * Lets all clients get their answers, and checks that what they were told is there,
	 * and nothing twice.
	 */
	void check() throws Exception {
		over.set(true);
		for (Future<?> client : clients) {
			client.get();
		}
		Set<String> codes = new HashSet<>();
		CampaignRepository store = stores.getFirst().repository();
		for (String campaign : campaigns) {
			List<Coupon> coupons = ((Done<CampaignRepository.Page<Coupon, Integer>>) store.coupons(campaign, null, 0,
					100_000))
				.value()
				.items();
			assertThat(coupons).hasSizeLessThanOrEqualTo(maxCoupons);
			coupons.forEach(coupon -> assertThat(codes.add(coupon.code())).isTrue());
			assertThat(((Done<Report>) store.report(campaign)).value().faults()).isEmpty();
		}
		assertThat(told.values().stream().map(Coupon::code)).doesNotHaveDuplicates();
		told.forEach((key, coupon) -> {
			assertThat(((Done<Coupon>) store.findCoupon(coupon.code())).value()).isEqualTo(coupon);
			assertThat(untilAnswered(store, new IssueRequest(coupon.campaignId(), coupon.userId(), key)))
				.isEqualTo(new Replayed<>(coupon));
		});
		System.out.printf("%d coupons told, %d stored, %d doubts%n", told.size(), codes.size(), doubts.get());
	}

	/** Repeats a request, because replicas may still be on their way to a new primary. */
	private Outcome<Coupon> untilAnswered(CampaignRepository store, IssueRequest request) {
		while (true) {
			try {
				return store.issue(request);
			}
			catch (OverloadedException e) {
				refusals.incrementAndGet();
			}
			catch (OutcomeUnknownException e) {
				doubts.incrementAndGet();
			}
		}
	}

	@Override
	public void close() {
		over.set(true);
		closed.set(true);
		threads.close();
	}

}
