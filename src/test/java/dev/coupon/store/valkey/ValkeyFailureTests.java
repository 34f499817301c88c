package dev.coupon.store.valkey;

import static dev.coupon.store.contract.StoreUnderTest.done;
import static dev.coupon.testing.Refusals.assertOverloaded;
import static dev.coupon.testing.Refusals.awaitOverloaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.batch.BatchSettings;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.connection.Connections.Treatment;
import dev.coupon.testing.CampaignBuilder;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that takes no writes for a while. */
@Timeout(60)
class ValkeyFailureTests {

	private static final Duration DEADLINE = Duration.ofSeconds(3);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private TestServer process;

	private ValkeyStore store;

	private RedisClient client;

	private RedisCommands<String, String> commands;

	@BeforeEach
	void start() {
		process = new TestServer();
		client = RedisClient.create(process.address());
		commands = client.connect().sync();
		store = new ValkeyStore(
				Connections.open(List.of(process.address()), new Treatment(DEADLINE, "test", 0), meters),
				new ValkeyStore.Needs(new SecureRandom(), StockLevel.DEFAULT, new BatchSettings(256, 1_000, DEADLINE),
						meters));
		Instant now = store.repository().now();
		done(store.repository()
			.create(new CampaignBuilder(now.minusSeconds(9), now.plusSeconds(3_600)).id("c").maxCoupons(10).build(),
					Act.OF_THE_SERVICE));
	}

	@AfterEach
	void stop() {
		store.close();
		client.shutdown();
		process.close();
	}

	private int issue() {
		return done(store.repository().issue(new IssueRequest("c", "alice", null))).sequence();
	}

	/** Nothing is done while writes are refused, and everything goes on afterwards. */
	private void refusesWhile(String setting, String value, String before) {
		CampaignRepository campaigns = store.repository();
		assertThat(issue()).isOne();
		commands.configSet(setting, value);
		assertOverloaded(this::issue);
		awaitOverloaded(store::check);
		assertThat(done(campaigns.find("c", 9)).issued()).isOne();

		commands.configSet(setting, before);
		assertThatCode(store::check).doesNotThrowAnyException();
		assertThat(issue()).isEqualTo(2);
		assertThat(done(campaigns.report("c")).faults()).isEmpty();
	}

	@Test
	void aFullServerIsOverloadedUntilThereIsRoom() {
		refusesWhile("maxmemory", "1", "0");
	}

	@Test
	void aFullServerTakesNoFurtherCampaign() {
		CampaignBuilder next = new CampaignBuilder(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z")).id("next");
		commands.configSet("maxmemory", "1");

		assertOverloaded(() -> store.repository().create(next.build(), Act.OF_THE_SERVICE));
		commands.configSet("maxmemory", "0");
		done(store.repository().create(next.build(), Act.OF_THE_SERVICE));
	}

	@Test
	void aServerWithoutItsReplicasIsOverloadedUntilTheyAreBack() {
		refusesWhile("min-replicas-to-write", "1", "0");
	}

	@Test
	void itsCommitsAndDoubtsAreCounted() {
		long before = meters.get("coupon.store.commit").timer().count();
		issue();

		assertThat(meters.get("coupon.store.commit").timer().count()).isGreaterThan(before);
		assertThat(meters.get("coupon.store.doubts").counter().count()).isZero();
		assertThat(meters.get("coupon.store.batch.size").tag("queue", "change").summary().count()).isPositive();
	}

}
