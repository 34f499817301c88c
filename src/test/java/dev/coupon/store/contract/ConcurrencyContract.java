package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store does when many ask at once. */
interface ConcurrencyContract extends StoreUnderTest {

	int THREADS = 16;

	@Test
	default void sharesTheCodesOfAFormatAmongCampaignsThatAreCreatedTogether() {
		for (int round = 10; round < 30; round++) {
			String template = "crowd-" + round + "-####";
			List<Outcome<Snapshot>> outcomes = together(
					thread -> store().create(running().codes(Charset.NUMERIC, template).maxCoupons(2).build()));

			assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(5);
		}
	}

	@Test
	default void issuesOneCouponForEachOwnerOfAKey() {
		String id = create(running());

		List<Outcome<Coupon>> outcomes = together(
				thread -> store().issue(new IssueRequest(id, null, new RequestKey("owner-" + thread % 4, "key"))));

		assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(4);
		assertThat(outcomes).filteredOn(Replayed.class::isInstance).hasSize(12);
		assertThat(read(id).issued()).isEqualTo(4);
	}

	/**
	 * Runs the task on all threads, which begin together; returns what each one returned.
	 */
	default <T> List<T> together(IndexedTask<T> task) {
		CyclicBarrier start = new CyclicBarrier(THREADS);
		try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
			List<Future<T>> results = IntStream.range(0, THREADS)
				.mapToObj(thread -> threads.submit((Callable<T>) () -> {
					start.await();
					return task.run(thread);
				}))
				.toList();
			List<T> values = new ArrayList<>();
			try {
				for (Future<T> result : results) {
					values.add(result.get());
				}
			}
			finally {
				threads.shutdownNow();
			}
			return values;
		}
		catch (InterruptedException | ExecutionException e) {
			throw new AssertionError(e);
		}
	}

	/** What one thread does. */
	interface IndexedTask<T> {

		T run(int thread) throws Exception;

	}

	/** Asks until the campaign is exhausted. */
	private List<Coupon> issueUntilExhausted(String campaignId) {
		List<Coupon> coupons = new ArrayList<>();
		while (issue(campaignId) instanceof Done<Coupon>(Coupon coupon)) {
			coupons.add(coupon);
		}
		return coupons;
	}

	private static List<Coupon> flat(Collection<List<Coupon>> lists) {
		return lists.stream().flatMap(List::stream).toList();
	}

	@Test
	default void issuesExactlyTheMaximumToManyAtOnce() {
		int max = maxCouponsUnderLoad();
		String id = create(running().maxCoupons(max));

		List<Coupon> coupons = flat(together(thread -> issueUntilExhausted(id)));

		assertThat(coupons.stream().map(Coupon::sequence).sorted().toList())
			.isEqualTo(IntStream.rangeClosed(1, max).boxed().toList());
		assertThat(coupons.stream().map(Coupon::code).distinct()).hasSize(max);
		assertThat(read(id).issued()).isEqualTo(max);
	}

	@Test
	default void issuesExactlyTheMaximumOfManyCampaignsAtOnce() {
		int max = maxCouponsUnderLoad() / 20;
		List<String> ids = IntStream.range(0, 20).mapToObj(i -> create(running().maxCoupons(max))).toList();

		List<Coupon> coupons = flat(
				together(thread -> ids.stream().flatMap(id -> issueUntilExhausted(id).stream()).toList()));

		assertThat(coupons.stream().map(Coupon::code).distinct()).hasSize(20 * max);
		assertThat(ids).allSatisfy(id -> {
			assertThat(coupons.stream().filter(coupon -> coupon.campaignId().equals(id)).map(Coupon::sequence).sorted())
				.containsExactlyElementsOf(IntStream.rangeClosed(1, max).boxed().toList());
			assertThat(read(id).issued()).isEqualTo(max);
		});
	}

	@Test
	default void issuesNoCodeTwiceWhenCampaignsDrawFromTheSameFew() {
		String template = "few-" + now().toEpochMilli() + "-###";
		List<String> ids = IntStream.range(0, THREADS)
			.mapToObj(i -> create(running().maxCoupons(50).codes(Charset.NUMERIC, template)))
			.toList();

		List<Coupon> coupons = flat(together(thread -> issueUntilExhausted(ids.get(thread))));

		assertThat(coupons.stream().map(Coupon::code).distinct()).hasSize(THREADS * 50);
	}

	@Test
	default void keepsTheLimitOfAUserWhoAsksOnManyThreads() {
		String id = create(running().maxCoupons(1_000).perUserLimit(3));

		for (int round = 0; round < 50; round++) {
			String user = "user-" + round;
			List<Outcome<Coupon>> outcomes = together(thread -> issue(id, user, null));
			assertThat(outcomes.stream().filter(Done.class::isInstance)).hasSize(3);
		}
		assertThat(read(id).issued()).isEqualTo(150);
	}

	@Test
	default void givesOneCouponToAKeyThatComesOnManyThreads() {
		String id = create(running().maxCoupons(1_000));

		for (int round = 0; round < 20; round++) {
			String key = "key-" + round;
			List<Outcome<Coupon>> outcomes = together(thread -> issue(id, "alice", key));

			assertThat(outcomes.stream().filter(Done.class::isInstance)).hasSize(1);
			assertThat(outcomes.stream().filter(Replayed.class::isInstance)).hasSize(THREADS - 1);
			assertThat(outcomes.stream().map(ConcurrencyContract::code).distinct()).hasSize(1);
		}
		assertThat(read(id).issued()).isEqualTo(20);
	}

	private static String code(Outcome<Coupon> outcome) {
		return switch (outcome) {
			case Done<Coupon>(Coupon coupon) -> coupon.code();
			case Replayed<Coupon>(Coupon coupon) -> coupon.code();
			case Refused<Coupon>(Refusal refusal, var retryAfter) -> throw new AssertionError(refusal);
		};
	}

	@Test
	default void redeemsACouponOnceForManyAtOnce() {
		String id = create(running().maxCoupons(100));

		for (int round = 0; round < 50; round++) {
			String code = done(issue(id)).code();
			List<Outcome<Coupon>> outcomes = together(thread -> store().redeem(code, "order-" + thread, null));
			assertThat(outcomes.stream().filter(Done.class::isInstance)).hasSize(1);
		}
		assertThat(read(id).redeemed()).isEqualTo(50);
	}

	@Test
	default void rollsARedemptionBackOnceForManyAtOnce() {
		String id = create(running());
		String code = done(issue(id)).code();

		for (int round = 0; round < 50; round++) {
			store().redeem(code, null, null);
			List<Outcome<Coupon>> outcomes = together(thread -> store().unredeem(code, null));
			assertThat(outcomes.stream().filter(Done.class::isInstance)).hasSize(1);
		}
		assertThat(read(id).redeemed()).isZero();
	}

	@Test
	default void showsCountsAndCodesOfOneMomentWhileCouponsAreIssued() {
		int max = 900;
		String id = create(running().maxCoupons(max));
		AtomicInteger reads = new AtomicInteger();

		together(thread -> {
			if (thread % 2 == 0) {
				issueSlowlyEnoughForReaders(id, reads);
				return 0;
			}
			Snapshot before = read(id);
			while (before.issued() < max && !Thread.currentThread().isInterrupted()) {
				Snapshot now = read(id);
				assertThat(now.codes()).hasSize(now.issued());
				assertThat(now.codes().subList(0, before.issued())).isEqualTo(before.codes());
				assertThat(done(store().coupons(id, null, 0, 1_000)).items().size())
					.isGreaterThanOrEqualTo(now.issued());
				before = now;
				reads.incrementAndGet();
			}
			return 0;
		});

		assertThat(reads).hasValueGreaterThanOrEqualTo(max / 100 - 1);
		assertThat(read(id).codes()).hasSize(max).doesNotHaveDuplicates();
	}

	private void issueSlowlyEnoughForReaders(String campaignId, AtomicInteger reads) {
		while (issue(campaignId) instanceof Done<Coupon>(Coupon coupon)) {
			while (reads.get() < coupon.sequence() / 100 - 1 && !Thread.currentThread().isInterrupted()) {
				Thread.onSpinWait();
			}
		}
	}

	@Test
	default void issuesWhileReadersFloodAndAnswersReadersWhileIssuesFlood() {
		String id = create(running().maxCoupons(1_000_000));
		IntStream.range(0, 1_000).forEach(i -> done(issue(id)));
		AtomicInteger issued = new AtomicInteger();
		AtomicInteger read = new AtomicInteger();

		together(thread -> {
			boolean reader = thread % 2 == 0;
			// Each side goes on until the other has got its share, so neither ends if one
			// starves.
			while ((issued.get() < 500 || read.get() < 500) && !Thread.currentThread().isInterrupted()) {
				if (reader) {
					assertThat(read(id).codes()).hasSize(1_000);
				}
				else {
					done(issue(id));
				}
				(reader ? read : issued).incrementAndGet();
			}
			return thread;
		});

		assertThat(issued.get()).isGreaterThanOrEqualTo(500);
		assertThat(read.get()).isGreaterThanOrEqualTo(500);
	}

	@Test
	default void issuesNothingThatStartsAfterAPauseHasReturned() {
		String id = create(running().maxCoupons(1_000_000));
		AtomicBoolean over = new AtomicBoolean();

		together(thread -> {
			if (thread > 0) {
				while (!over.get() && !Thread.currentThread().isInterrupted()) {
					issue(id);
				}
				return thread;
			}
			for (int i = 0; i < 50; i++) {
				int issued = done(store().pause(id, true, null)).after().issued();
				assertThat(issue(id)).isInstanceOf(Refused.class);
				assertThat(read(id).issued()).isEqualTo(issued);
				done(store().pause(id, false, null));
			}
			over.set(true);
			return thread;
		});
	}

	@Test
	default void leavesNothingOfACampaignDeletedWhileItIssues() {
		for (int round = 0; round < 20; round++) {
			String id = create(running().maxCoupons(1_000_000));
			List<List<Coupon>> issued = together(thread -> {
				if (thread == 0) {
					done(store().delete(id, true, null));
					return List.of();
				}
				return issueUntilExhausted(id);
			});
			assertThat(flat(issued))
				.allSatisfy(coupon -> assertThat(store().findCoupon(coupon.code())).isInstanceOf(Refused.class));
		}
	}

}
