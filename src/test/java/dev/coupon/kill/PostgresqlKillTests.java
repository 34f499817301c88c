package dev.coupon.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.kill.Answer.Kind;
import dev.coupon.kill.DatabaseProxy.Fault;
import dev.coupon.kill.DatabaseProxy.State;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two services on one server, while one of the three or what connects them fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlKillTests {

	private static final int LONGEST_PEACE = 800;

	/** Longer than the services' deadline. */
	private static final int OUTAGE = 2_500;

	/** Within which answers arrive that were on their way. */
	private static final int AFTERMATH = 500;

	private static final int CLIENTS = 64;

	private final Random random = Kills.random(getClass());

	private Postgres server;

	private DatabaseProxy proxy;

	private List<ServiceProcess> services;

	private Load load;

	@BeforeAll
	void start() throws IOException {
		Path folder = Kills.folder(getClass());
		server = new Postgres(folder);
		proxy = new DatabaseProxy(server.port());
		services = Stream.of("a", "b")
			.map(name -> new ServiceProcess(folder.resolve("service-" + name + ".log"), "--coupon.store=postgresql",
					"--coupon.postgresql.url=" + proxy.url(), "--coupon.postgresql.user=postgres",
					"--coupon.batch.deadline=2s"))
			.toList();
		services.forEach(ServiceProcess::start);
		load = new Load(folder, random, services);
	}

	@AfterEach
	void check() throws Exception {
		proxy.become(State.UP);
		load.readFeed(true);
		Audit.check(load, server.database(), services.getFirst());
	}

	@AfterAll
	void stop() throws IOException {
		load.close();
		services.forEach(ServiceProcess::close);
		proxy.close();
		server.close();
	}

	@Test
	void keepsThePromiseWhenAServiceIsKilled() {
		for (int kill = 0; kill < Kills.COUNT; kill++) {
			load.turnToNewCampaign();
			Kills.pause(random.nextInt(LONGEST_PEACE));
			ServiceProcess service = services.get(random.nextInt(services.size()));
			service.kill();
			service.start();
		}
	}

	@Test
	void keepsThePromiseWhenTheDatabaseIsKilled() {
		for (int kill = 0; kill < Kills.COUNT; kill++) {
			load.turnToNewCampaign();
			Kills.pause(random.nextInt(LONGEST_PEACE));
			if (random.nextInt(3) == 0) {
				server.killAndRestart();
			}
			else {
				server.killAnyProcess(random);
			}
		}
		load.turnToNewCampaign();
	}

	@Test
	void findsOutWhetherACommitHappened() throws Exception {
		load.readFeed(false);
		load.turnToNewCampaign();
		long unknown = outcomesUnknown();
		for (int drop = 0; drop < Kills.COUNT; drop++) {
			for (Fault fault : List.of(Fault.COMMIT_LOST, Fault.COMMIT_LATE, Fault.REPLY_LOST)) {
				load.turnToNewCampaign();
				Kills.pause(random.nextInt(50));
				proxy.failCommit(fault, State.UP);
			}
		}
		assertThat(outcomesUnknown()).isEqualTo(unknown);
	}

	private long outcomesUnknown() throws Exception {
		return load.settle()
			.values()
			.stream()
			.flatMap(List::stream)
			.filter(answer -> answer.detail().equals("outcome-unknown"))
			.count();
	}

	@Test
	void acknowledgesNothingWhileTheDatabaseIsStuckAndRecoversByItself() {
		load.turnToNewCampaign();
		proxy.become(State.STALLED);
		sitOut();
	}

	@Test
	void saysWhatItCanNotTellWhenTheDatabaseGoesDown() throws Exception {
		load.readFeed(false);
		load.turnToNewCampaign();
		long unknown = outcomesUnknown();
		for (int outage = 0; outage < Kills.COUNT; outage++) {
			load.turnToNewCampaign();
			proxy.failCommit(random.nextBoolean() ? Fault.COMMIT_LOST : Fault.REPLY_LOST, State.DOWN);
			sitOut();
		}
		assertThat(outcomesUnknown()).isGreaterThan(unknown);
	}

	private void sitOut() {
		Kills.pause(AFTERMATH);
		int done = load.done();
		Kills.pause(OUTAGE);
		assertThat(load.done()).isEqualTo(done);
		proxy.become(State.UP);
		load.turnToNewCampaign();
	}

	@Test
	void goesOnWithOtherCampaignsWhileOneIsStuck() throws Exception {
		String stuck = load.createCampaign(1);
		Request request = Request.issue(stuck, "user", 0);
		try (Connection other = server.database().getConnection(); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("SELECT 1 FROM campaign_counter WHERE campaign_id = '" + stuck + "' FOR UPDATE");
			assertThat(load.ask(request, 0).kind()).isEqualTo(Kind.NOT_DONE);
			load.turnToNewCampaign();
		}
		assertThat(load.ask(request, 1).kind()).isEqualTo(Kind.DONE);
	}

	@Test
	void givesOneCouponForAKeyThatBothServicesAreAskedAtOnce() throws Exception {
		int maxCoupons = 100 * Kills.COUNT;
		String campaign = load.createCampaign(maxCoupons);
		try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
			for (int number = 1; number <= 2 * maxCoupons; number++) {
				Request request = Request.issue(campaign, "user-" + number, -number);
				for (int service = 0; service < services.size(); service++) {
					int one = service;
					var unused = clients
						.submit(() -> Kills.await("a clear answer", () -> load.ask(request, one).isClear()));
				}
			}
		}
		assertThat(load.settle().entrySet()).filteredOn(entry -> entry.getKey().campaign().equals(campaign))
			.filteredOn(entry -> entry.getValue().stream().anyMatch(answer -> answer.is(Kind.DONE)))
			.hasSize(maxCoupons);
	}

}
