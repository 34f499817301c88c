package dev.coupon.store.valkey;

import static dev.coupon.store.contract.StoreUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.valkey.change.CampaignChanges;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.index.CampaignIndex;
import dev.coupon.store.valkey.move.ValkeyCampaignMoves;
import dev.coupon.store.valkey.read.CampaignReader;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.testing.CampaignBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * A change by an instance that is so slow that another one does more in the middle of it,
 * at each place where that is possible.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OvertakenTests {

	private static final List<String> CODES = List.of("A-1", "A-2", "A-3", "A-4", "A-5");

	private static final int MAX_REQUESTS = 1_000;

	private static final int REQUESTS_OF_AN_IMPORT = 9;

	private TestServer process;

	private Connections connections;

	private ValkeyCampaignRepository store;

	@BeforeAll
	void start() {
		process = new TestServer();
		connections = process.connect();
		store = ValkeyStore.repository(connections.server(), TestServer.needs(new SecureRandom()));
	}

	@AfterAll
	void stop() {
		store.close();
		connections.close();
		process.close();
	}

	private CampaignBuilder campaign(String id) {
		Instant now = store.now();
		return new CampaignBuilder(now.minusSeconds(60), now.plus(Duration.ofDays(1))).id(id).imported().maxCoupons(9);
	}

	private void create(String id) {
		done(store.create(campaign(id).build(), Act.OF_THE_SERVICE));
	}

	private List<Verdict> imports(String id, List<String> codes) {
		return done(store.importCodes(id, codes, Act.OF_THE_SERVICE));
	}

	private void drop(int count) {
		done(store.dropCodes("c", count, Act.OF_THE_SERVICE));
	}

	private void issue() {
		done(store.issue(new IssueRequest("c", "alice", null)));
	}

	private void createAndIssue() {
		create("c");
		imports("c", CODES);
		issue();
		issue();
	}

	/** Creates a campaign, and deletes it, but erases nothing of it. */
	private void createAndDelete() {
		createAndIssue();
		done(new CampaignChanges(tools(), Act.OF_THE_SERVICE).delete("c", true, null));
	}

	private List<String> wallet() {
		return store.wallet(new Wallet("alice", null, null), null, 9).items().stream().map(Coupon::code).toList();
	}

	/**
	 * Lets a slow instance do something, and others do more after each number of its
	 * requests.
	 */
	private void atEachRequest(Runnable before, Consumer<ValkeyCampaignRepository> slowly, Runnable others,
			Runnable check) {
		AtomicBoolean overtaken = new AtomicBoolean(true);
		int requests = 0;
		for (; overtaken.getAndSet(false); requests++) {
			process.empty();
			before.run();
			Server slow = InterruptedServer.overtakenAfter(requests, connections.server(), () -> {
				others.run();
				overtaken.set(true);
			});
			try (ValkeyCampaignRepository instance = ValkeyStore.repository(slow,
					TestServer.needs(new SecureRandom()))) {
				slowly.accept(instance);
			}
			if (overtaken.get()) {
				check.run();
			}
		}
		assertThat(requests).isBetween(7, MAX_REQUESTS);
	}

	/** Checks that nobody else can have the codes that a campaign still has to issue. */
	private void assertHasWhatItIssues() {
		List<String> codes = new ArrayList<>();
		while (store.issue(new IssueRequest("c", "alice", null)) instanceof Done<Coupon>(Coupon coupon)) {
			codes.add(coupon.code());
		}
		assertThat(codes).doesNotHaveDuplicates();
		create("other");
		List<Verdict> verdicts = imports("other", CODES);
		assertThat(verdicts)
			.isEqualTo(CODES.stream().map(code -> codes.contains(code) ? Verdict.TAKEN : Verdict.ACCEPTED).toList());
	}

	private void assertHasAllCodes() {
		create("other");
		assertThat(imports("other", CODES)).containsOnly(Verdict.TAKEN);
		assertThat(done(store.report("c")).faults()).isEmpty();
	}

	@Test
	void codesThatAreImportedAgainWhileTheyAreDroppedStayThoseOfTheirCampaign() {
		atEachRequest(() -> {
			create("c");
			imports("c", CODES);
		}, slow -> slow.dropCodes("c", 3, Act.OF_THE_SERVICE), () -> {
			drop(3);
			imports("c", List.of("A-5", "A-4", "A-3"));
		}, this::assertHasWhatItIssues);
	}

	/** Both go on in turns: one, then the other, then the first, then the second. */
	@Test
	void codesThatTwoInstancesImportAtOnceAreInTheStockOnce() throws InterruptedException {
		TwoInTurns importing = new TwoInTurns(connections.server(), OvertakenTests::importBy, OvertakenTests::importBy);
		int combinations = 0;
		for (int first = 0; first < REQUESTS_OF_AN_IMPORT; first++) {
			for (int second = 0; second < REQUESTS_OF_AN_IMPORT; second++) {
				process.empty();
				create("c");
				if (importing.run(first, second)) {
					combinations++;
				}
				assertHasWhatItIssues();
			}
		}
		assertThat(combinations).isGreaterThan(REQUESTS_OF_AN_IMPORT);
	}

	private static void importBy(Server server) {
		try (ValkeyCampaignRepository instance = ValkeyStore.repository(server, TestServer.needs(new SecureRandom()))) {
			done(instance.importCodes("c", CODES, Act.OF_THE_SERVICE));
		}
	}

	@Test
	void aCampaignWithTheIdAndTheCodesOfOneThatIsErasedKeepsThem() {
		atEachRequest(this::createAndDelete, slow -> slow.purge(null, 10_000), () -> {
			store.purge(null, 10_000);
			createAndIssue();
		}, this::assertHasAllAfterThePurge);
	}

	@Test
	void aCampaignThatArrivesWhileOneWithItsIdIsErasedKeepsItsCodesAndItsUsers() {
		List<Row> rows = new ArrayList<>();
		atEachRequest(() -> {
			createAndIssue();
			rows.clear();
			moves().giveAway("c", rows::add);
			process.empty();
			createAndDelete();
		}, slow -> slow.purge(null, 10_000), () -> {
			store.purge(null, 10_000);
			moves().takeIn(rows.iterator());
		}, this::assertHasAllAfterThePurge);
	}

	private void assertHasAllAfterThePurge() {
		assertHasAllCodes();
		assertThat(wallet()).containsExactlyInAnyOrder("A-1", "A-2");
	}

	private ValkeyCampaignMoves moves() {
		return new ValkeyCampaignMoves(tools(), Duration.ofMillis(1));
	}

	private Tools tools() {
		Server server = connections.server();
		return new Tools(server, new CampaignReader(server), new CampaignIndex(server), new SecureRandom(),
				StockLevel.DEFAULT);
	}

}
