package dev.coupon.store.valkey;

import static dev.coupon.store.contract.StoreUnderTest.assertRefused;
import static dev.coupon.store.contract.StoreUnderTest.done;
import static dev.coupon.store.contract.StoreUnderTest.replayed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.move.CampaignMoves.Arrival;
import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.domain.port.move.UnmovableException;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.change.stock.Sweep;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.index.CampaignIndex;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.move.ValkeyCampaignMoves;
import dev.coupon.store.valkey.move.arrival.Arrivals;
import dev.coupon.store.valkey.read.CampaignReader;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.testing.CampaignBuilder;
import io.lettuce.core.RedisClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A campaign that arrives on a server while other things happen, or arrives never. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MoveLeftoverTests {

	private static final Duration NO_TIME = Duration.ofMillis(-1);

	private TestServer process;

	private Connections connections;

	private ValkeyCampaignRepository store;

	private RedisClient client;

	@BeforeAll
	void start() {
		process = new TestServer();
		connections = process.connect();
		client = RedisClient.create(process.address());
		store = ValkeyStore.repository(connections.server(), TestServer.needs(new SecureRandom()));
	}

	@BeforeEach
	void empty() {
		process.empty();
	}

	@AfterAll
	void stop() {
		store.close();
		connections.close();
		client.shutdown();
		process.close();
	}

	private static Tools tools(Server server) {
		return new Tools(server, new CampaignReader(server), new CampaignIndex(server), new SecureRandom(),
				StockLevel.DEFAULT);
	}

	private ValkeyCampaignMoves moves(int requests) {
		return new ValkeyCampaignMoves(tools(InterruptedServer.goneAfter(requests, connections.server())),
				Duration.ofMillis(1));
	}

	private ValkeyCampaignMoves moves() {
		return moves(Integer.MAX_VALUE);
	}

	private void sweep() {
		Arrivals.sweep(tools(connections.server()), NO_TIME);
		Arrivals.sweep(tools(connections.server()), NO_TIME);
	}

	/** The keys, without the notes about writes, which go by themselves. */
	private Set<String> keys() {
		Set<String> keys = new TreeSet<>(client.connect().sync().keys("*"));
		keys.removeIf(key -> key.contains("}w"));
		return keys;
	}

	private CampaignBuilder campaign() {
		Instant now = store.now();
		return new CampaignBuilder(now.minusSeconds(60), now.plus(Duration.ofDays(1))).id("c").maxCoupons(2_000);
	}

	private List<Row> rows() {
		List<Row> rows = new ArrayList<>();
		moves().giveAway("c", rows::add);
		return rows;
	}

	/** The rows of a campaign with many coupons and codes, which is gone again. */
	private List<Row> elsewhere() {
		done(store.create(campaign().imported().maxCoupons(2_000).build(), Act.OF_THE_SERVICE));
		done(store.importCodes("c", IntStream.range(0, 1_900).mapToObj(i -> "P-" + i).toList(), Act.OF_THE_SERVICE));
		for (int i = 0; i < 700; i++) {
			Coupon coupon = done(store.issue(new IssueRequest("c", i % 2 == 0 ? "alice" : "user-" + i,
					new RequestKey(i % 2 == 0 ? "shop" : "", "key-" + i / 2))));
			if (i % 50 == 0) {
				done(store.change(coupon.code(), new Redeem("order", RequestKey.common("k")), Act.OF_THE_SERVICE));
			}
		}
		List<Row> rows = rows();
		process.empty();
		return rows;
	}

	private static Iterator<Row> after(Iterator<Row> rows, int count, Runnable action) {
		AtomicInteger left = new AtomicInteger(count);
		return new Iterator<>() {
			@Override
			public boolean hasNext() {
				if (left.getAndDecrement() == 0) {
					action.run();
				}
				return rows.hasNext();
			}

			@Override
			public Row next() {
				return rows.next();
			}
		};
	}

	@Test
	void manyCouponsAndCodesArriveAsTheyWere() {
		List<Row> rows = elsewhere();

		assertThat(moves().takeIn(rows.iterator())).isEqualTo(Arrival.NEW);

		assertThat(rows()).isEqualTo(rows);
		assertThat(done(store.report("c")).faults()).isEmpty();
		assertThat(done(store.issue(new IssueRequest("c", "bob", null))).code()).isEqualTo("P-700");
		assertThat(replayed(store.issue(new IssueRequest("c", "user-699", RequestKey.common("key-349")))).code())
			.isEqualTo("P-699");
		assertThat(done(store.coupons("c", "alice", 0, 1_000)).items()).hasSize(350);
		done(store.dropCodes("c", 10_000, Act.OF_THE_SERVICE));
		done(store.importCodes("c", List.of("P-new"), Act.OF_THE_SERVICE));
		assertThat(done(store.issue(new IssueRequest("c", "bob", null))).code()).isEqualTo("P-new");
	}

	@Test
	void anImportThatFailsLeavesNoKey() {
		List<Row> rows = elsewhere();
		Set<String> before = keys();
		for (int left : List.of(3, 600, 1_000, rows.size() - 1, rows.size())) {
			Iterator<Row> broken = after(rows.iterator(), left, () -> {
				throw new UnmovableException("It breaks off");
			});
			assertThatThrownBy(() -> moves().takeIn(broken)).hasMessage("It breaks off");
			assertThat(keys()).isEqualTo(before);
		}
	}

	@Test
	void anImportThatDiesAnywhereIsUnseenAndCanBeRepeatedOrSwept() {
		List<Row> rows = elsewhere();
		Set<String> before = keys();
		int requests = 0;
		while (!isTakenIn(rows, requests)) {
			if (requests % 2 == 0 && store.find("c", 0) instanceof Refused) {
				assertRefused(store.findCoupon("P-1"), Refusal.COUPON_NOT_FOUND);
				sweep();
				assertThat(keys()).filteredOn(key -> key.startsWith("{c}") && !before.contains(key)).isEmpty();
			}
			requests += 3;
		}
		assertThat(rows()).isEqualTo(rows);
		assertThat(done(store.report("c")).faults()).isEmpty();
	}

	/** Takes a campaign in, from a server that dies after some requests. */
	private boolean isTakenIn(List<Row> rows, int requests) {
		try {
			moves(requests).takeIn(rows.iterator());
			return true;
		}
		catch (OverloadedException e) {
			return false;
		}
	}

	@Test
	void theSweepTakesNothingFromAnImportThatGoesOn() {
		List<Row> rows = elsewhere();
		Iterator<Row> slow = after(rows.iterator(), 1_200, () -> {
			new Sweep(tools(connections.server()), NO_TIME)
				.sweep(IntStream.range(0, 700).map(i -> Shared.bucket("P-" + i)).distinct());
			Arrivals.sweep(tools(connections.server()), Duration.ofHours(1));
		});

		assertThat(moves().takeIn(slow)).isEqualTo(Arrival.NEW);

		assertThat(rows()).isEqualTo(rows);
		assertThat(done(store.report("c")).faults()).isEmpty();
	}

	@Test
	void ofTwoImportsAtOnceTheLaterOneWins() {
		List<Row> rows = elsewhere();
		Iterator<Row> overtaken = after(rows.iterator(), 1_200,
				() -> assertThat(moves().takeIn(rows.iterator())).isEqualTo(Arrival.NEW));

		assertThatThrownBy(() -> moves().takeIn(overtaken)).isInstanceOf(OverloadedException.class);

		assertThat(rows()).isEqualTo(rows);
		assertThat(done(store.report("c")).faults()).isEmpty();
		assertThat(moves().takeIn(rows.iterator())).isEqualTo(Arrival.PRESENT);
	}

	@Test
	void aCampaignThatIsCreatedMeanwhileKeepsItsIdAndItsCodes() {
		List<Row> rows = elsewhere();
		Iterator<Row> late = after(rows.iterator(), 1_200, () -> {
			done(store.create(campaign().build(), Act.OF_THE_SERVICE));
			done(store.issue(new IssueRequest("c", "alice", null)));
		});

		assertThatThrownBy(() -> moves().takeIn(late)).isInstanceOf(UnmovableException.class)
			.hasMessageContaining("Another campaign here has the id c");

		Coupon coupon = done(store.coupons("c", null, 0, 9)).items().getFirst();
		assertThat(done(store.findCoupon(coupon.code()))).isEqualTo(coupon);
		assertThat(done(store.report("c")).faults()).isEmpty();
		assertRefused(store.findCoupon("P-1"), Refusal.COUPON_NOT_FOUND);
	}

	@Test
	void anImportThatIsRefusedInTheEndLeavesOtherCampaignsInTheWalletsOnly() {
		List<Row> rows = elsewhere();
		Iterator<Row> late = after(rows.iterator(), rows.size(), () -> {
			done(store.create(campaign().build(), Act.OF_THE_SERVICE));
			done(store.issue(new IssueRequest("c", "user-1", null)));
		});

		assertThatThrownBy(() -> moves().takeIn(late)).isInstanceOf(UnmovableException.class);

		assertThat(wallet("alice")).isEmpty();
		assertThat(wallet("user-1")).containsExactly("user-1\tc");
	}

	private List<String> wallet(String user) {
		return client.connect().sync().hkeys(Shared.wallets(user));
	}

	@Test
	void aCampaignThatIsThereForAWhileTakesNoCodesFromTheOneThatArrives() {
		List<Row> rows = elsewhere();
		Iterator<Row> slow = after(rows.iterator(), 1_200, () -> {
			done(store.create(campaign().imported().build(), Act.OF_THE_SERVICE));
			assertThat(done(store.importCodes("c", List.of("P-1", "P-600", "P-own"), Act.OF_THE_SERVICE)))
				.containsExactly(Verdict.TAKEN, Verdict.TAKEN, Verdict.ACCEPTED);
			new Sweep(tools(connections.server()), NO_TIME)
				.sweep(IntStream.range(0, 700).map(i -> Shared.bucket("P-" + i)).distinct());
			done(store.issue(new IssueRequest("c", "alice", null)));
			done(store.delete("c", true, null, Act.OF_THE_SERVICE));
			store.purge(null, 10_000);
			assertRefused(store.find("c", 0), Refusal.CAMPAIGN_NOT_FOUND);
		});

		assertThat(moves().takeIn(slow)).isEqualTo(Arrival.NEW);

		assertThat(rows()).isEqualTo(rows);
		assertThat(done(store.report("c")).faults()).isEmpty();
		assertThat(done(store.findCoupon("P-1")).campaignId()).isEqualTo("c");
		assertThat(wallet("alice")).containsExactly("alice\tc");
	}

	@Test
	void anExportIsOfOneMomentWhileTheCampaignGoesOn() {
		List<Row> before = elsewhere();
		moves().takeIn(before.iterator());
		List<Row> rows = new ArrayList<>();
		moves().giveAway("c", row -> {
			if (rows.size() % 100 == 0) {
				done(store.issue(new IssueRequest("c", "alice", null)));
				done(store.change("P-" + (1 + rows.size() / 100), new Redeem(null, null), Act.OF_THE_SERVICE));
			}
			rows.add(row);
		});

		assertThat(rows).isEqualTo(before);
	}

	@Test
	void anExportDuringWhichCodesAreDroppedIsRefused() {
		moves().takeIn(elsewhere().iterator());
		List<Row> rows = new ArrayList<>();

		assertThatThrownBy(() -> moves().giveAway("c", row -> {
			if (rows.isEmpty()) {
				done(store.dropCodes("c", 10_000, Act.OF_THE_SERVICE));
			}
			rows.add(row);
		})).isInstanceOf(OverloadedException.class).hasMessageContaining("dropped");
	}

}
