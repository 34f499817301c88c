package dev.coupon.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.CodeFormat.Charset;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CodeStock.Verdict;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Snapshot.Selection;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.change.erasure.ListedInVain;
import dev.coupon.store.valkey.change.stock.Sweep;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.feed.Feed;
import dev.coupon.store.valkey.index.CampaignIndex;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.shared.CodePlace;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.read.CampaignReader;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.testing.CampaignBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left over when the service ends in the middle of a change does no harm. */
class LeftoverTests {

	private static final Duration NO_TIME = Duration.ofMillis(-1);

	private TestServer process;

	private Connections connections;

	private Server server;

	private ValkeyCampaignRepository store;

	@BeforeEach
	void start() {
		process = new TestServer();
		connections = process.connect();
		server = connections.server();
		store = ValkeyStore.repository(server, TestServer.needs(new SecureRandom()));
	}

	@AfterEach
	void stop() {
		store.close();
		connections.close();
		process.close();
	}

	private void create(CampaignBuilder campaign) {
		assertThat(store.create(campaign.build(), Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
	}

	private CampaignBuilder campaign(String id) {
		Instant now = store.now();
		return new CampaignBuilder(now.minusSeconds(60), now.plus(Duration.ofDays(1))).id(id).maxCoupons(10);
	}

	private Coupon issue(String campaignId) {
		return ((Done<Coupon>) store.issue(new IssueRequest(campaignId, null, null))).value();
	}

	private void reserve(String code, String campaignId, int sequence) {
		server.send(List.of(Command.of("HSET", Shared.codes(code), code,
				new CodePlace(campaignId, sequence, store.now()).write())));
	}

	private Tools tools() {
		return new Tools(server, new CampaignReader(server), new CampaignIndex(server), new SecureRandom(),
				StockLevel.DEFAULT);
	}

	private int sweep(Duration age, String... codes) {
		return new Sweep(tools(), age).sweep(Stream.of(codes).mapToInt(Shared::bucket).distinct());
	}

	@Test
	void aReservedCodeWithoutItsCouponIsUnknownAndIsSwept() {
		create(campaign("c"));
		Coupon coupon = issue("c");
		reserve("LEFT", "c", 2);
		reserve("GONE", "none", 1);
		reserve("OTHER", "c", 1);

		for (String code : List.of("LEFT", "GONE", "OTHER")) {
			assertThat(store.findCoupon(code)).isEqualTo(new Refused<>(Refusal.COUPON_NOT_FOUND));
		}
		assertThat(sweep(Duration.ofHours(1), "LEFT", "GONE", "OTHER")).isZero();
		assertThat(sweep(Duration.ofMillis(-1), "LEFT", "GONE", "OTHER", coupon.code())).isEqualTo(3);
		assertThat(sweep(Duration.ofMillis(-1), "LEFT", "GONE", "OTHER", coupon.code())).isZero();
		assertThat(store.findCoupon(coupon.code())).isEqualTo(new Done<>(coupon));
	}

	@Test
	void theSweepLeavesCodesAloneThatAreImported() {
		create(campaign("c").imported());
		store.importCodes("c", List.of("A-1", "A-2", "A-3"), Act.OF_THE_SERVICE);
		assertThat(issue("c").code()).isEqualTo("A-1");

		assertThat(sweep(Duration.ofMillis(-1), "A-1", "A-2", "A-3")).isZero();
		assertThat(issue("c").code()).isEqualTo("A-2");
	}

	@Test
	void anImportTakesOverTheCodesOfOneThatBrokeOff() {
		create(campaign("c").imported());
		reserve("A-2", "c", 7);

		assertThat(store.importCodes("c", List.of("A-1", "A-2", "A-1"), Act.OF_THE_SERVICE))
			.isEqualTo(new Done<>(List.of(Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.KNOWN)));
		assertThat(issue("c").code()).isEqualTo("A-1");
		assertThat(issue("c").code()).isEqualTo("A-2");
	}

	@Test
	void neverIssuesACodeThatSomebodyElseHasReserved() {
		create(campaign("c").codes(Charset.NUMERIC, "#"));
		for (int digit = 0; digit < 9; digit++) {
			reserve(Integer.toString(digit), "other", 1);
		}

		assertThat(issue("c").code()).isEqualTo("9");
		assertThat(store.issue(new IssueRequest("c", null, null)))
			.isEqualTo(new Refused<>(Refusal.CODE_SPACE_EXHAUSTED));
	}

	@Test
	void aListedCampaignThatWasNotCreatedIsNotThereAndKeepsNothingFromBeingCreated() {
		server.send(List.of(Command.of("ZADD", Shared.index("i"), "0", "c"),
				Command.of("HSET", Shared.index("r"), "c", "uid\t9\t##\tABC")));

		assertThat(store.campaigns(Selection.ALL, null, 9).items()).isEmpty();
		create(campaign("c"));
		assertThat(store.campaigns(Selection.ALL, null, 9).items()).hasSize(1);
	}

	/** Lists a campaign as a creation does before it writes, or ends an erasure there. */
	private void list(String id) {
		server.send(List.of(Command.of("ZADD", Shared.index("i"), "0", id),
				Command.of("HSET", Shared.index("r"), id, "uid\t9\t##\tABC"),
				Command.of("HSET", Shared.index("p"), "##\tABC", "9"),
				Command.of("HSET", Shared.feed("e"), "uid", "0 1")));
	}

	private void sweepList(Duration age) {
		Tools tools = tools();
		new ListedInVain(tools, new Feed(server, tools.campaigns())::forget).sweep(age);
	}

	private List<Long> listed() {
		return Stream.of(Shared.index("i"), Shared.index("r"), Shared.index("p"), Shared.index("v"), Shared.feed("e"))
			.map(key -> server.read(List.of(Command.of("EXISTS", key))).number(0))
			.toList();
	}

	@Test
	void aListedCampaignThatStaysAwayPromisesNothingForLong() {
		list("c");
		store.purge(null, 9);
		sweepList(Duration.ofHours(1));
		assertThat(listed()).containsOnly(1L);

		sweepList(NO_TIME);
		assertThat(listed()).containsOnly(0L);
	}

	@Test
	void aListedCampaignThatIsCreatedLateStaysListed() {
		list("c");
		store.purge(null, 9);
		create(campaign("c"));
		sweepList(NO_TIME);
		store.purge(null, 9);
		sweepList(NO_TIME);

		assertThat(store.campaigns(Selection.ALL, null, 9).items()).hasSize(1);
	}

	@Test
	void aListedCampaignThatIsBeingTakenInStaysListed() {
		list("c");
		store.purge(null, 9);
		server.send(List.of(Command.of("HSET", CampaignKeys.arrival("c"), "v", "1")));
		sweepList(NO_TIME);

		assertThat(listed()).containsExactly(1L, 1L, 1L, 0L, 1L);
	}

	@Test
	void aMarkOfAChangeThatNeverCameSkipsNoEvent() {
		create(campaign("c"));
		server.send(List.of(Command.of("HSET", Shared.marks("c"), "c", "never")));
		for (int i = 0; i < 200; i++) {
			store.extendFeed();
		}
		issue("c");
		store.extendFeed();

		assertThat(store.events(EventSelection.ALL, EventPosition.START, 9).items()).hasSize(2);
	}

}
