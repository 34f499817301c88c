package dev.coupon.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.event.Event;
import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.event.EventSelection;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Success;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.store.UnusableStoreException;
import dev.coupon.store.valkey.connection.Connections.Treatment;
import dev.coupon.store.valkey.connection.Opening;
import dev.coupon.store.valkey.connection.ValkeySettings;
import dev.coupon.store.valkey.layout.shared.Shared;
import dev.coupon.testing.CampaignBuilder;
import io.lettuce.core.KillArgs;
import io.lettuce.core.cluster.SlotHash;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What asynchronous replication loses when a replica takes over that was cut off from its
 * primary, although all write to disk, and what it doesn't lose when replicas are asked.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValkeyLossTests {

	private static final Duration DEADLINE = Duration.ofSeconds(3);

	private static final RequestKey KEY = RequestKey.common("key");

	private TestCluster cluster;

	private ValkeyStore asking;

	private ValkeyStore notAsking;

	@BeforeAll
	void start(@TempDir Path folder) {
		cluster = new TestCluster(folder, 1, RedisProcess.DURABLE);
		asking = store(1);
		notAsking = store(0);
	}

	private ValkeyStore store(int replicas) {
		return new ValkeyStore(cluster.connect(DEADLINE, replicas), TestServer.needs(new SecureRandom(), DEADLINE));
	}

	@AfterAll
	void stop() {
		asking.close();
		notAsking.close();
		cluster.close();
	}

	private void create(UnaryOperator<CampaignBuilder> settings, String campaignId) {
		CampaignRepository store = asking.repository();
		Instant now = store.now();
		Campaign campaign = settings.apply(new CampaignBuilder(now, now.plus(Duration.ofHours(1))).id(campaignId))
			.build();
		TestCluster.await(() -> store.create(campaign, Act.OF_THE_SERVICE) instanceof Success);
		// Both stores know the primary now, before its replica can't answer any more.
		TestCluster.await(() -> notAsking.repository().find(campaignId, 0) instanceof Done);
	}

	private static Outcome<Coupon> issue(ValkeyStore store, String campaignId) {
		return store.repository().issue(new IssueRequest(campaignId, null, KEY));
	}

	/**
	 * The id of a campaign whose primary has neither its mark nor some other keys.
	 */
	private String campaignApart(String name, String... keys) {
		return Stream.iterate(0, number -> number + 1)
			.map(number -> name + number)
			.filter(id -> Stream.concat(Stream.of(Shared.marks(id)), Stream.of(keys))
				.noneMatch(key -> primaryOf(id) == cluster.primaryOf(SlotHash.getSlot(key))))
			.findFirst()
			.orElseThrow();
	}

	private RedisProcess primaryOf(String campaignId) {
		return cluster.primaryOf(SlotHash.getSlot("{" + campaignId + "}"));
	}

	/**
	 * Cuts the replica of a primary off, so that it misses what is written from now on.
	 */
	private RedisProcess cutOffReplica(RedisProcess primary) {
		RedisProcess replica = cluster.replicaOf(primary);
		replica.signal("STOP");
		primary.ask(connection -> connection.sync().clientKill(KillArgs.Builder.typeSlave()));
		return replica;
	}

	private static void letTakeOver(RedisProcess replica, RedisProcess primary) {
		primary.kill();
		replica.signal("CONT");
		TestCluster.await(() -> TestCluster.isPrimary(replica));
	}

	@Test
	void losesAnAnsweredCouponIfNoReplicaIsAskedAndOneTakesOverThatMissedIt() {
		create(UnaryOperator.identity(), "lost");
		RedisProcess primary = primaryOf("lost");
		RedisProcess replica = cutOffReplica(primary);
		Coupon lost = ((Done<Coupon>) issue(notAsking, "lost")).value();
		letTakeOver(replica, primary);

		TestCluster.await(
				() -> notAsking.repository().findCoupon(lost.code()).equals(new Refused<>(Refusal.COUPON_NOT_FOUND)));
		TestCluster.await(() -> issue(notAsking, "lost") instanceof Success);
		Coupon other = ((Success<Coupon>) issue(notAsking, "lost")).value();
		assertThat(other.sequence()).isEqualTo(lost.sequence());
		assertThat(other.code()).isNotEqualTo(lost.code());
		primary.start();
		cluster.awaitAll();
		assertThat(notAsking.repository().findCoupon(lost.code())).isEqualTo(new Refused<>(Refusal.COUPON_NOT_FOUND));
	}

	@Test
	void answersNoCouponThatTheReplicasMissed() {
		String kept = campaignApart("kept");
		create(CampaignBuilder::imported, kept);
		asking.repository().importCodes(kept, List.of("A-1", "A-2"), Act.OF_THE_SERVICE);
		RedisProcess primary = primaryOf(kept);
		RedisProcess replica = cutOffReplica(primary);
		assertThatThrownBy(() -> issue(asking, kept)).isInstanceOf(OutcomeUnknownException.class);
		letTakeOver(replica, primary);
		primary.start();
		cluster.awaitAll();

		TestCluster.await(() -> issue(asking, kept) instanceof Success);
		Coupon coupon = ((Success<Coupon>) issue(asking, kept)).value();
		CampaignRepository store = asking.repository();
		assertThat(((Done<Page<Coupon, Integer>>) store.coupons(kept, null, 0, 9)).value().items())
			.containsExactly(coupon);
	}

	@Test
	void tellsNoEventsOfCouponsThatTheReplicasMissed() {
		String id = campaignApart("told", Shared.feed("m"));
		create(CampaignBuilder::imported, id);
		asking.repository().importCodes(id, List.of("T-1", "T-2"), Act.OF_THE_SERVICE);
		EventPosition before = asking.repository().extendFeed();
		RedisProcess primary = primaryOf(id);
		RedisProcess replica = cutOffReplica(primary);
		assertThatThrownBy(() -> issue(asking, id)).isInstanceOf(OutcomeUnknownException.class);
		assertThatThrownBy(() -> asking.repository().extendFeed()).isInstanceOf(OverloadedException.class);
		EventSelection selection = new EventSelection(Set.of("coupon.issued"), Set.of(id));
		assertThat(asking.repository().events(selection, before, 9).items()).isEmpty();
		letTakeOver(replica, primary);
		primary.start();
		cluster.awaitAll();

		TestCluster.await(() -> issue(asking, id) instanceof Success);
		TestCluster.await(() -> !asking.repository().extendFeed().equals(before));
		assertThat(asking.repository().events(selection, before, 9).items()).extracting(Event::coupon)
			.containsExactly(((Success<Coupon>) issue(asking, id)).value());
	}

	@Test
	void erasesNothingOfACampaignWhoseDeletionTheReplicasMissed() {
		String id = campaignApart("alive", Shared.codes("L-1"), Shared.reports("m"));
		create(CampaignBuilder::imported, id);
		asking.repository().importCodes(id, List.of("L-1"), Act.OF_THE_SERVICE);
		Coupon coupon = ((Done<Coupon>) issue(asking, id)).value();
		RedisProcess primary = primaryOf(id);
		RedisProcess replica = cutOffReplica(primary);
		assertThatThrownBy(() -> asking.repository().delete(id, true, null, Act.OF_THE_SERVICE))
			.isInstanceOf(OutcomeUnknownException.class);
		assertThat(asking.repository().purge(null, 9).erased()).isEmpty();
		letTakeOver(replica, primary);
		primary.start();
		cluster.awaitAll();

		TestCluster.await(() -> asking.repository().find(id, 1) instanceof Done);
		assertThat(asking.repository().findCoupon("L-1")).isEqualTo(new Done<>(coupon));
		assertThat(asking.repository().reports(id, null, 9).items()).isEmpty();
	}

	@Test
	void refusesAClusterInWhichAReplicaMayTakeOverUnlessReplicasAreAskedOrLossIsAccepted() {
		assertThatThrownBy(() -> open(0, false)).isInstanceOf(UnusableStoreException.class)
			.hasMessageContaining("a replica may take over");
		open(1, false);
		open(0, true);
	}

	private void open(int replicas, boolean acceptLoss) {
		String url = cluster.nodes().getFirst().address().toURI().toString();
		ValkeySettings settings = new ValkeySettings(url, "", "", "", replicas, acceptLoss);
		Opening.open(settings, new Treatment(DEADLINE, "instance", replicas), new SimpleMeterRegistry()).close();
	}

}
