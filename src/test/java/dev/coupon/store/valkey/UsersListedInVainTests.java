package dev.coupon.store.valkey;

import static dev.coupon.store.contract.StoreUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.change.erasure.UsersListedInVain;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.index.CampaignIndex;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.move.ValkeyCampaignMoves;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.read.CampaignReader;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.testing.CampaignBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * The id of a user who got no coupon doesn't stay for ever, and whoever got one keeps it
 * in the wallet, also if a sweep comes in the middle.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsersListedInVainTests {

	/** More than any of the tested operations sends. */
	private static final int MOST_REQUESTS = 60;

	/** The requests of a check before the one that takes the entry away. */
	private static final int REQUESTS_BEFORE_THE_END = 7;

	private TestServer process;

	private Connections connections;

	private Server server;

	private ValkeyCampaignRepository store;

	@BeforeAll
	void start() {
		process = new TestServer();
		connections = process.connect();
		server = connections.server();
		store = ValkeyStore.repository(server, TestServer.needs(new SecureRandom()));
	}

	@BeforeEach
	void empty() {
		process.empty();
	}

	@AfterAll
	void stop() {
		store.close();
		connections.close();
		process.close();
	}

	private void create() {
		Instant now = store.now();
		done(store.create(
				new CampaignBuilder(now.minusSeconds(60), now.plus(Duration.ofDays(1))).id("c").maxCoupons(9).build(),
				Act.OF_THE_SERVICE));
	}

	/** Lists a user, as an issue does that is then overtaken or refused. */
	private void list(String userId, String campaignId) {
		server.send(List.of(Command.of("HSET", Shared.wallets(userId), userId + "\t" + campaignId, "before")));
	}

	private Map<String, String> entries(String userId) {
		return server.read(List.of(Command.of("HGETALL", Shared.wallets(userId)))).fields(0);
	}

	private static Tools tools(Server server) {
		return new Tools(server, new CampaignReader(server), new CampaignIndex(server), new SecureRandom(),
				StockLevel.DEFAULT);
	}

	private static int sweep(Server server) {
		return new UsersListedInVain(tools(server))
			.sweep(Stream.of("alice", "bob").mapToInt(Shared::bucket).distinct());
	}

	private static void issue(Server server) {
		try (ValkeyCampaignRepository instance = ValkeyStore.repository(server, TestServer.needs(new SecureRandom()))) {
			done(instance.issue(new IssueRequest("c", "alice", null)));
		}
	}

	private void assertWalletHasTheCoupon() {
		assertThat(store.wallet(new Wallet("alice", null, null), null, 9).items()).extracting(Coupon::campaignId)
			.containsExactly("c");
	}

	@Test
	void takesUsersWithoutCouponsOffTheWallets() {
		create();
		issue(server);
		list("bob", "c");
		list("bob", "erased");

		assertThat(sweep(server)).isEqualTo(2);
		assertThat(entries("bob")).isEmpty();
		assertThat(sweep(server)).isZero();
		assertWalletHasTheCoupon();
	}

	@Test
	void waitsForACampaignThatIsBeingTakenIn() {
		list("bob", "c");
		server.send(List.of(Command.of("HSET", CampaignKeys.arrival("c"), "v", "1")));

		assertThat(sweep(server)).isZero();
		assertThat(entries("bob")).isEqualTo(Map.of("bob\tc", "before"));
	}

	@Test
	void leavesADeletedCampaignAndThoseWhoHadItsCouponsToTheErasure() {
		create();
		issue(server);
		done(store.delete("c", true, null, Act.OF_THE_SERVICE));
		assertThat(sweep(server)).isZero();

		store.purge(null, 10_000);
		assertThat(entries("alice")).isEmpty();
	}

	/** The first check ends between the second one's mark and its end. */
	@Test
	void aCheckThatIsLateTakesNothingAwayThatIsBeingCheckedAgain() throws InterruptedException {
		create();
		list("alice", "c");
		List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
		TwoInTurns checks = new TwoInTurns(server, slow -> taken.add(sweep(slow)), slow -> {
			list("alice", "c");
			taken.add(sweep(slow));
		});

		assertThat(checks.run(REQUESTS_BEFORE_THE_END, REQUESTS_BEFORE_THE_END - 2)).isTrue();
		assertThat(taken).containsExactly(0, 1);
	}

	/** Runs something and a sweep in turns, at each pair of their requests. */
	private void inTurnsWithASweep(Runnable before, Consumer<Server> action) throws InterruptedException {
		TwoInTurns turns = new TwoInTurns(server, action, UsersListedInVainTests::sweep);
		int combinations = 0;
		int last = MOST_REQUESTS;
		for (int ofAction = 0; ofAction < last; ofAction++) {
			int soFar = combinations;
			for (int ofSweep = 0; ofSweep < 10; ofSweep++) {
				process.empty();
				before.run();
				if (turns.run(ofAction, ofSweep)) {
					combinations++;
				}
				assertWalletHasTheCoupon();
				sweep(server);
				assertWalletHasTheCoupon();
			}
			last = combinations == soFar ? ofAction : last;
		}
		assertThat(combinations).isGreaterThan(20);
	}

	@Test
	void aCouponThatIsIssuedDuringASweepIsInTheWallet() throws InterruptedException {
		inTurnsWithASweep(() -> {
			create();
			list("alice", "c");
		}, UsersListedInVainTests::issue);
	}

	@Test
	void aCouponThatArrivesDuringASweepIsInTheWallet() throws InterruptedException {
		create();
		issue(server);
		List<Row> rows = new ArrayList<>();
		new ValkeyCampaignMoves(tools(server), Duration.ofMillis(1)).giveAway("c", rows::add);
		inTurnsWithASweep(() -> list("alice", "c"),
				slow -> new ValkeyCampaignMoves(tools(slow), Duration.ofMillis(1)).takeIn(rows.iterator()));
	}

}
