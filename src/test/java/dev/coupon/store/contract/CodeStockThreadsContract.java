package dev.coupon.store.contract;

import static dev.coupon.store.contract.StoreUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.request.IssueRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the port promises about imported codes while threads import, drop and issue. */
interface CodeStockThreadsContract extends CodeStockContract {

	/** Each code is accepted once and issued once, in the order of its upload. */
	@Test
	default void staysExactWhileManyUploadAndIssue() throws Exception {
		String id = create(running().imported());
		String other = create(running().imported());
		String p = CodeStockContract.prefix();
		List<String> all = IntStream.range(0, 2_000).mapToObj(i -> p + i).toList();
		AtomicInteger accepted = new AtomicInteger();
		AtomicInteger acceptedByOther = new AtomicInteger();
		CountDownLatch uploads = new CountDownLatch(4);
		ConcurrentLinkedQueue<Coupon> coupons = new ConcurrentLinkedQueue<>();
		List<Callable<Object>> tasks = new ArrayList<>();
		for (int upload = 0; upload < 4; upload++) {
			int first = upload * 100;
			String campaign = upload == 3 ? other : id;
			tasks.add(() -> {
				for (int i = first; i < all.size(); i += 50) {
					List<String> chunk = all.subList(i, Math.min(i + 70, all.size()));
					List<Verdict> verdicts = done(store().importCodes(campaign, chunk, Act.OF_THE_SERVICE));
					(campaign.equals(id) ? accepted : acceptedByOther)
						.addAndGet(Collections.frequency(verdicts, Verdict.ACCEPTED));
				}
				uploads.countDown();
				return "done";
			});
		}
		for (int clients = 0; clients < 4; clients++) {
			String campaign = clients == 3 ? other : id;
			tasks.add(() -> {
				boolean last = false;
				while (true) {
					if (store().issue(new IssueRequest(campaign, null, null)) instanceof Done<Coupon>(Coupon coupon)) {
						coupons.add(coupon);
					}
					else if (last) {
						return "done";
					}
					else {
						last = uploads.getCount() == 0;
					}
				}
			});
		}
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<Object> task : threads.invokeAll(tasks)) {
				task.get();
			}
		}

		assertThat(accepted.get() + acceptedByOther.get()).isEqualTo(all.size());
		Set<String> distinct = new HashSet<>();
		assertThat(coupons).allSatisfy(coupon -> assertThat(distinct.add(coupon.code())).isTrue());
		assertThat(distinct).containsExactlyInAnyOrderElementsOf(all);
		for (String campaign : List.of(id, other)) {
			Snapshot end = read(campaign);
			int own = campaign.equals(id) ? accepted.get() : acceptedByOther.get();
			assertThat(end).returns(own, Snapshot::issued)
				.returns(own, Snapshot::stocked)
				.returns(0, Snapshot::remaining);
			assertThat(done(store().coupons(campaign, null, 0, 5_000)).items()).extracting(Coupon::sequence)
				.isEqualTo(IntStream.rangeClosed(1, own).boxed().toList());
		}
	}

	@Test
	default void keepsTheOrderOfAnUploadWhileOthersIssue() throws Exception {
		String id = create(running().imported());
		String p = CodeStockContract.prefix();
		List<String> all = IntStream.range(0, 1_500).mapToObj(i -> p + i).toList();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<?> upload = threads.submit(() -> {
				for (int i = 0; i < all.size(); i += 30) {
					imports(id, all.subList(i, i + 30).toArray(String[]::new));
				}
			});
			List<Future<?>> clients = new ArrayList<>();
			for (int client = 0; client < 3; client++) {
				clients.add(threads.submit(() -> {
					while (read(id).issued() < all.size() && !upload.state().equals(Future.State.FAILED)) {
						issue(id);
					}
				}));
			}
			upload.get();
			for (Future<?> client : clients) {
				client.get();
			}
		}
		assertThat(done(store().coupons(id, null, 0, 2_000)).items()).extracting(Coupon::code).isEqualTo(all);
	}

	/** A drop and an issue compete for the same codes. */
	@Test
	default void dropsNoCodeThatIsIssuedAtTheSameTime() throws Exception {
		String id = create(running().imported());
		String p = CodeStockContract.prefix();
		int dropped = 0;
		int added = 0;
		ConcurrentLinkedQueue<String> codes = new ConcurrentLinkedQueue<>();
		for (int round = 0; round < 30; round++) {
			List<String> fresh = IntStream.range(0, 20).mapToObj(i -> p + i).toList();
			added += Collections.frequency(done(store().importCodes(id, fresh, Act.OF_THE_SERVICE)), Verdict.ACCEPTED);
			try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
				Future<?> issuing = threads.submit(() -> {
					if (issue(id) instanceof Done<Coupon>(Coupon coupon)) {
						codes.add(coupon.code());
					}
				});
				dropped += threads.submit(() -> drop(id, 100)).get();
				issuing.get();
			}
		}
		Snapshot end = read(id);
		assertThat(end).returns(codes.size(), Snapshot::issued).returns(codes.size(), Snapshot::stocked);
		assertThat(added).isEqualTo(dropped + codes.size());
		assertThat(codes).doesNotHaveDuplicates()
			.allSatisfy(code -> assertThat(done(store().findCoupon(code)).code()).isEqualTo(code));
	}

}
