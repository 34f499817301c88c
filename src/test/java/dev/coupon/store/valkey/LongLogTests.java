package dev.coupon.store.valkey;

import static dev.coupon.store.contract.StoreUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Wallet;
import dev.coupon.domain.decision.CampaignState;
import dev.coupon.domain.event.Event;
import dev.coupon.domain.event.EventPage;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.Audited;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.valkey.change.CampaignChanges;
import dev.coupon.store.valkey.change.Tools;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.index.CampaignIndex;
import dev.coupon.store.valkey.layout.CampaignHead;
import dev.coupon.store.valkey.layout.CampaignKeys;
import dev.coupon.store.valkey.layout.LogText;
import dev.coupon.store.valkey.node.Command;
import dev.coupon.store.valkey.read.CampaignReader;
import dev.coupon.store.valkey.server.Server;
import dev.coupon.testing.CampaignBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Campaigns about which there is more than a server takes, or gives, at once. */
@Timeout(120)
class LongLogTests {

	/** More entries of the audit than a server's script passes to a command. */
	private static final int MANY = 9_000;

	/** More entries of the audit than a server takes with one command. */
	private static final int VERY_MANY = 71_000;

	private TestServer process;

	private Connections connections;

	private Tools tools;

	private ValkeyCampaignRepository store;

	@BeforeEach
	void start() {
		process = new TestServer();
		connections = process.connect();
		Server server = connections.server();
		ValkeyStore.Needs needs = TestServer.needs(new SecureRandom());
		tools = new Tools(server, new CampaignReader(server), new CampaignIndex(server), needs.random(), needs.level());
		store = ValkeyStore.repository(server, needs);
		Instant now = store.now();
		done(store.create(new CampaignBuilder(now.minusSeconds(60), now.plus(Duration.ofDays(1))).id("c").build(),
				Act.OF_THE_SERVICE));
	}

	@AfterEach
	void stop() {
		store.close();
		connections.close();
		process.close();
	}

	private Coupon issue() {
		return done(store.issue(new IssueRequest("c", "alice", null)));
	}

	private CampaignHead head() {
		return Objects.requireNonNull(tools.campaigns().head("c"));
	}

	/** Writes entries into the log of the campaign as if they had come one by one. */
	private void happens(LogEntry.Type type, int times) {
		CampaignHead head = head();
		CampaignState state = head.state();
		List<LogEntry> entries = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			entries.add(state.entry(type, Act.OF_THE_SERVICE, null, new LogEntry.OfCampaign(Map.of(), Map.of())));
			state = state.with(state.counts().with(type));
		}
		tools.server().send(LogText.append(head.keys(), entries));
		assertThat(tools.write(head, List.of(CampaignHead.writeNumbers(state)))).isTrue();
	}

	private List<Event> events() {
		store.extendFeed();
		List<Event> events = new ArrayList<>();
		EventPage page = new EventPage(List.of(), EventPosition.START, false);
		while (!page.end()) {
			page = store.events(EventSelection.ALL, page.nextAfter(), 1_000);
			events.addAll(page.items());
		}
		return events;
	}

	private void assertTellsAllEvents(int count) {
		assertThat(events()).extracting(Event::number)
			.containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
	}

	private List<LogEntry.Type> audit() {
		List<LogEntry.Type> types = new ArrayList<>();
		Page<Audited, Long> page = store.audit("c", null, 1_000);
		page.items().forEach(audited -> types.add(audited.entry().type()));
		while (page.nextAfter() != null) {
			page = store.audit("c", page.nextAfter(), 1_000);
			page.items().forEach(audited -> types.add(audited.entry().type()));
		}
		return types;
	}

	private void delete() {
		done(new CampaignChanges(tools, Act.OF_THE_SERVICE).delete("c", true, null));
	}

	@Test
	void erasesACampaignWithALongAudit() {
		happens(LogEntry.Type.CAMPAIGN_PAUSED, MANY);
		issue();
		delete();

		assertThat(store.purge(null, 10_000).erased()).hasSize(1);
		assertThat(audit()).hasSize(MANY + 2);
		assertThat(events()).hasSize(MANY + 2);
	}

	@Test
	void tellsAllThatHappenedSinceSomebodyLookedLast() {
		issue();
		happens(LogEntry.Type.CAMPAIGN_PAUSED, VERY_MANY);
		issue();
		happens(LogEntry.Type.CAMPAIGN_LOW_STOCK, MANY);
		issue();
		happens(LogEntry.Type.CAMPAIGN_RESUMED, 1);

		assertTellsAllEvents(VERY_MANY + MANY + 5);
		assertThat(audit()).hasSize(VERY_MANY + 2);
	}

	@Test
	void erasesACampaignOfWhichNobodyHasReadTheEvents() {
		happens(LogEntry.Type.CAMPAIGN_LOW_STOCK, MANY);
		happens(LogEntry.Type.CAMPAIGN_PAUSED, VERY_MANY);
		delete();

		assertThat(store.purge(null, 10_000).erased()).hasSize(1);
		assertThat(audit()).hasSize(VERY_MANY + 2);
	}

	@Test
	void listsTheCouponsOfAUserWhoHasVeryMany() {
		Coupon coupon = issue();
		CampaignKeys keys = head().keys();
		String numbers = Integer.toString(600_000, Character.MAX_RADIX) + ":1";
		tools.server().send(List.of(Command.of("HSET", keys.users("alice"), "alice", numbers)));

		assertThat(done(store.coupons("c", "alice", 0, 9)).items()).containsExactly(coupon);
		assertThat(store.wallet(new Wallet("alice", null, null), null, 9).items()).containsExactly(coupon);
	}

}
