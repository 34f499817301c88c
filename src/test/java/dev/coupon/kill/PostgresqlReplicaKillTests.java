package dev.coupon.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.kill.Answer.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two services on a PostgreSQL server whose synchronous replica takes over when it is
 * killed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlReplicaKillTests {

	private static final int LONGEST_PEACE = 800;

	private static final String WAITING = "FROM pg_stat_activity WHERE wait_event = 'SyncRep'";

	private final Random random = Kills.random(getClass());

	/** The server that takes writes. */
	private PostgresNode primary;

	private PostgresNode replica;

	private List<ServiceProcess> services;

	private Load load;

	@BeforeAll
	void start() throws IOException {
		Path folder = Kills.folder(getClass());
		primary = PostgresNode.primary(folder.resolve("0"));
		replica = PostgresNode.replicaOf(primary, folder.resolve("1"));
		String url = "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/postgres?targetServerType=primary"
			.formatted(primary.port(), replica.port());
		services = Stream.of("a", "b")
			.map(name -> new ServiceProcess(folder.resolve("service-" + name + ".log"), "--coupon.store=postgresql",
					"--coupon.postgresql.url=" + url, "--coupon.postgresql.user=postgres",
					"--coupon.batch.deadline=2s"))
			.toList();
		services.forEach(ServiceProcess::start);
		load = new Load(folder, random, services);
	}

	@AfterEach
	void check() throws Exception {
		Audit.check(load, primary.database(), services.getFirst());
	}

	@AfterAll
	void stop() throws IOException {
		load.close();
		services.forEach(ServiceProcess::close);
		primary.close();
		replica.close();
	}

	/** Kills the primary, promotes its replica, and makes a new replica of that. */
	private void failOver() throws IOException {
		primary.kill();
		replica.promote();
		PostgresNode killed = primary;
		primary = replica;
		replica = killed;
		replica.becomeReplicaOf(primary);
	}

	@Test
	void losesNoCouponThatWasAnsweredWhenTheReplicaTakesOver() throws Exception {
		for (int kill = 0; kill < Kills.COUNT; kill++) {
			load.turnToNewCampaign();
			Kills.pause(random.nextInt(LONGEST_PEACE));
			failOver();
		}
		load.turnToNewCampaign();
	}

	/**
	 * PostgreSQL answers that a transaction is committed when somebody ends its waiting
	 * for the replica, and only warns.
	 */
	@Test
	void answersNoCouponThatTheReplicaMayNotHave() throws Exception {
		load.readFeed(false);
		String campaign = load.createCampaign(10);
		Request request = Request.issue(campaign, "user", 0);
		replica.kill();
		CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> load.ask(request, 0));
		Kills.await("the wait for the replica", () -> !primary.ask("SELECT COUNT(*) " + WAITING).equals("0"));
		Kills.await("an answer", () -> {
			primary.ask("SELECT COUNT(pg_cancel_backend(pid)) " + WAITING);
			return answer.isDone();
		});
		assertThat(answer.join()).isEqualTo(new Answer(Kind.UNKNOWN, "outcome-unknown"));
		primary.kill();
		replica.start();
		failOver();
	}

}
