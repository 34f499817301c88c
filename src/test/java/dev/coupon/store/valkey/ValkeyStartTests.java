package dev.coupon.store.valkey;

import static dev.coupon.store.valkey.RedisProcess.DURABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.CouponApplication;
import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.testing.CampaignBuilder;
import dev.coupon.testing.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What an operator meets when the service starts with Valkey or Redis, or can't. */
@ExtendWith(OutputCaptureExtension.class)
class ValkeyStartTests {

	@TempDir
	private Path folder;

	private RedisProcess server(String... settings) {
		return new RedisProcess(FreePorts.one(), folder.resolve("server"), settings).start();
	}

	private static ConfigurableApplicationContext start(RedisProcess server, String... settings) {
		return start("redis://127.0.0.1:" + server.port(), settings);
	}

	private static ConfigurableApplicationContext start(String url, String... settings) {
		return SpringApplication.run(CouponApplication.class,
				Stream
					.concat(Stream.of("--server.port=0", "--coupon.warm-up.requests=0", "--coupon.batch.deadline=1s",
							"--coupon.store=valkey", "--coupon.valkey.url=" + url), Stream.of(settings))
					.toArray(String[]::new));
	}

	private static CampaignRepository store(ConfigurableApplicationContext service) {
		return service.getBean(CampaignRepository.class);
	}

	private static Coupon issueFirst(CampaignRepository store, Campaign campaign) {
		assertThat(store.create(campaign, Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		return ((Done<Coupon>) store.issue(new IssueRequest(campaign.id(), "alice", RequestKey.common("key")))).value();
	}

	private static Campaign campaign() {
		return new CampaignBuilder(Instant.EPOCH, Instant.now().plus(Duration.ofHours(1))).build();
	}

	private static void assertReplays(CampaignRepository store, Coupon coupon) {
		assertThat(store.issue(new IssueRequest(coupon.campaignId(), "alice", RequestKey.common("key"))))
			.isEqualTo(new Replayed<>(coupon));
	}

	private static List<String> complaints(CapturedOutput output) {
		return output.getAll()
			.lines()
			.filter(line -> !line.isBlank() && !line.contains(" INFO ") && !line.contains("Protected mode"))
			.toList();
	}

	@Test
	void sharesAServerWithOtherInstances(CapturedOutput output) {
		try (RedisProcess server = server(DURABLE);
				ConfigurableApplicationContext one = start(server);
				ConfigurableApplicationContext other = start(server)) {
			assertReplays(store(other), issueFirst(store(one), campaign()));
			assertThat(output).contains("The store is Valkey or Redis at 127.0.0.1:" + server.port());
			assertThat(complaints(output)).isEmpty();
		}
	}

	@Test
	void refusesDataOfAnotherVersion(CapturedOutput output) {
		try (RedisProcess server = server(DURABLE)) {
			start(server).close();
			start(server).close();
			server.ask(connection -> connection.sync().set("{?campaigns}layout", "2"));

			assertThatThrownBy(() -> start(server)).isInstanceOf(Exception.class);

			assertThat(complaints(output)).singleElement()
				.asString()
				.contains("has data of another version of the service: layout 2 instead of 1.");
		}
	}

	@Test
	void refusesDataOfWhichNothingSaysTheVersion(CapturedOutput output) {
		try (RedisProcess server = server(DURABLE)) {
			try (ConfigurableApplicationContext service = start(server)) {
				issueFirst(store(service), campaign());
			}
			server.ask(connection -> connection.sync().del("{?campaigns}layout"));

			assertThatThrownBy(() -> start(server)).isInstanceOf(Exception.class);

			assertThat(complaints(output)).singleElement()
				.asString()
				.contains("has campaigns, but not the key {?campaigns}layout");
		}
	}

	@Test
	void keepsEverythingWhenTheServerIsKilledAndRestarted() {
		try (RedisProcess server = server(DURABLE); ConfigurableApplicationContext service = start(server)) {
			Coupon coupon = issueFirst(store(service), campaign());
			server.kill();
			server.start();

			TestCluster.await(() -> store(service).findCoupon(coupon.code()) instanceof Done);
			assertReplays(store(service), coupon);
		}
	}

	@Test
	void refusesNobodyForTheRateWhileTheServerIsAway(CapturedOutput output) {
		try (RedisProcess server = server(DURABLE);
				ConfigurableApplicationContext service = start(server, "--coupon.limits.shared=true",
						"--coupon.limits.issues-per-user=1/1h")) {
			Campaign campaign = campaign();
			issueFirst(store(service), campaign);
			server.kill();

			assertThatThrownBy(() -> store(service).issue(new IssueRequest(campaign.id(), "bob", null)))
				.isInstanceOfAny(OverloadedException.class, OutcomeUnknownException.class);
			assertThat(output).containsOnlyOnce("The store can't limit rates");
			server.start();
			AtomicInteger users = new AtomicInteger();
			TestCluster.await(() -> {
				store(service).issue(new IssueRequest(campaign.id(), "user-" + users.incrementAndGet(), null));
				return output.getAll().contains("The store limits rates again");
			});
			assertThat(store(service).issue(new IssueRequest(campaign.id(), "alice", null))).isInstanceOfSatisfying(
					Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.RATE_LIMITED));
		}
	}

	@Test
	void refusesAServerThatMayLoseWhatItAnswers(CapturedOutput output) {
		try (RedisProcess server = server("appendonly", "yes", "appendfsync", "everysec")) {
			assertThatThrownBy(() -> start(server)).isInstanceOf(Exception.class);

			assertThat(complaints(output)).singleElement()
				.asString()
				.contains("appendfsync is not always", "coupon.valkey.replicas", "coupon.valkey.accept-loss");
		}
	}

	@Test
	void startsWithOneThatMayLoseIfASettingSaysSo(CapturedOutput output) {
		try (RedisProcess server = server();
				ConfigurableApplicationContext service = start(server, "--coupon.valkey.accept-loss=true")) {
			issueFirst(store(service), campaign());

			assertThat(complaints(output)).singleElement().asString().contains("WARN", "appendonly is off");
		}
	}

	@Test
	void refusesAServerThatThrowsKeysAway(CapturedOutput output) {
		try (RedisProcess server = server("maxmemory-policy", "allkeys-lru")) {
			assertThatThrownBy(() -> start(server)).isInstanceOf(Exception.class);

			assertThat(complaints(output)).singleElement().asString().contains("allkeys-lru", "noeviction");
		}
	}

	@Test
	void refusesAReplica(CapturedOutput output) {
		try (RedisProcess server = server(DURABLE);
				RedisProcess replica = new RedisProcess(FreePorts.one(), folder.resolve("replica")).start()) {
			replica.ask(connection -> connection.sync().replicaof("127.0.0.1", server.port()));
			assertThatThrownBy(() -> start(replica)).isInstanceOf(Exception.class);

			assertThat(complaints(output)).singleElement().asString().contains("it is a replica");
		}
	}

	@Test
	void saysInOneLineThatThePasswordIsWrong(CapturedOutput output) {
		try (RedisProcess server = server("appendonly", "yes")) {
			server.ask(connection -> connection.sync().configSet("requirepass", "the right one"));
			assertThatThrownBy(() -> start(server, "--coupon.valkey.password=the wrong one"))
				.isInstanceOf(Exception.class);

			assertThat(complaints(output)).singleElement().asString().contains("COUPON_VALKEY_PASSWORD");
			assertThat(output).doesNotContain("the wrong one");
		}
	}

	@Test
	void saysInOneLineThatThereIsNoServer(CapturedOutput output) {
		assertThatThrownBy(() -> start("redis://:secret@127.0.0.1:" + FreePorts.one())).isInstanceOf(Exception.class);

		assertThat(complaints(output)).singleElement().asString().contains("Check coupon.valkey.url");
		assertThat(output).doesNotContain("secret");
	}

	@Test
	void saysInOneLineThatTheUrlIsNone(CapturedOutput output) {
		assertThatThrownBy(() -> start("jdbc:secret")).isInstanceOf(Exception.class);

		assertThat(complaints(output)).singleElement().asString().contains("coupon.valkey.url is no URL");
		assertThat(output).doesNotContain("secret");
	}

}
