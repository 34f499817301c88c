package dev.coupon.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.store.valkey.CuttingProxy.Fault;
import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.connection.Connections.Treatment;
import dev.coupon.testing.CampaignBuilder;
import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the store answers when the connection breaks while it writes. */
class ValkeyDoubtTests {

	private static final int CUTS = 4 * Integer.getInteger("kill.count", 1);

	private static final Duration DEADLINE = Duration.ofSeconds(3);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private TestServer server;

	private CuttingProxy proxy;

	private ValkeyStore store;

	@BeforeEach
	void start() {
		server = new TestServer();
		proxy = new CuttingProxy(server.address().getPort());
		store = new ValkeyStore(
				Connections.open(List.of(RedisURI.create("127.0.0.1", proxy.port())),
						new Treatment(DEADLINE, "instance", 0), meters),
				TestServer.needs(new SecureRandom(), DEADLINE));
		Instant now = campaigns().now();
		assertThat(campaigns().create(
				new CampaignBuilder(now.minusSeconds(60), now.plus(Duration.ofHours(1))).id("c").build(),
				Act.OF_THE_SERVICE))
			.isInstanceOf(Done.class);
	}

	@AfterEach
	void stop() {
		store.close();
		proxy.close();
		server.close();
	}

	private CampaignRepository campaigns() {
		return store.repository();
	}

	private Outcome<Coupon> issue(@Nullable String key) {
		return campaigns().issue(new IssueRequest("c", null, key == null ? null : RequestKey.common(key)));
	}

	private int issued() {
		return ((Done<Snapshot>) campaigns().find("c", 0)).value().issued();
	}

	@ParameterizedTest
	@EnumSource(names = { "REQUEST_LOST", "ANSWER_LOST" })
	void issuesOneCouponForARequestWhateverBecomesOfItsConnection(Fault fault) {
		proxy.cutNext(fault);

		Coupon coupon = ((Done<Coupon>) issue(null)).value();

		assertThat(meters.counter("coupon.store.doubts").count()).isOne();
		assertThat(issued()).isOne();
		assertThat(campaigns().findCoupon(coupon.code())).isEqualTo(new Done<>(coupon));
	}

	@ParameterizedTest
	@EnumSource(names = { "REQUEST_LOST", "ANSWER_LOST" })
	void redeemsAndRollsBackOnceWhateverBecomesOfTheConnection(Fault fault) {
		String code = ((Done<Coupon>) issue(null)).value().code();
		proxy.cutNext(fault);
		assertThat(campaigns().change(code, new Redeem("order", null), Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		assertThat(proxy.hasCut()).isTrue();

		proxy.cutNext(fault);
		assertThat(campaigns().change(code, new RollBack(null, false), Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		assertThat(proxy.hasCut()).isTrue();
	}

	@Test
	void givesTheCouponToWhoAsksAgainWithTheKeyWhenItCouldNotTell() {
		proxy.cutNextAndStayDown(Fault.ANSWER_LOST);

		assertThatThrownBy(() -> issue("key")).isInstanceOf(OutcomeUnknownException.class);
		assertThatThrownBy(() -> issue("another key")).isInstanceOf(OverloadedException.class);

		proxy.up();
		TestCluster.await(() -> issue("another key") instanceof Done);
		assertThat(issue("key")).isInstanceOf(Replayed.class);
		assertThat(issued()).isEqualTo(2);
	}

	@Test
	void issuesTheCouponToWhoAsksAgainWithTheKeyWhenNothingWasWritten() {
		proxy.cutNextAndStayDown(Fault.REQUEST_LOST);

		assertThatThrownBy(() -> issue("key")).isInstanceOf(OutcomeUnknownException.class);

		proxy.up();
		TestCluster.await(() -> issue("key") instanceof Done);
		assertThat(issue("key")).isInstanceOf(Replayed.class);
		assertThat(issued()).isOne();
	}

	@Test
	void issuesEachCouponOnceUnderLoadAlthoughConnectionsAreCutAgainAndAgain() throws Exception {
		try (Clients load = new Clients(List.of(store), "cut", 20_000)) {
			for (int cut = 0; cut < CUTS; cut++) {
				proxy.cutNext(cut % 2 == 0 ? Fault.ANSWER_LOST : Fault.REQUEST_LOST);
				TestCluster.await(proxy::hasCut);
				load.await(20);
			}
			load.check();
		}
	}

}
