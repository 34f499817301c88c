package dev.coupon.store.jdbc;

import static dev.coupon.testing.Refusals.assertOverloaded;
import static dev.coupon.testing.Refusals.awaitOverloaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.batch.retry.Retries;
import dev.coupon.store.jdbc.connection.Dialect;
import dev.coupon.store.jdbc.connection.Transactions;
import dev.coupon.store.jdbc.connection.Transactions.Database;
import dev.coupon.testing.CampaignBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A store on a server that takes no writes for a while, and then does again. */
@Timeout(60)
class PostgresqlFailureTests {

	/** More than a request could try one after another before its deadline. */
	private static final int CONNECTIONS = 40;

	private static final Duration RECOVERY = Duration.ofSeconds(5);

	private static final String CUT = """
			SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'failing'""";

	private TestDatabase database;

	private JdbcCampaignRepository store;

	@BeforeEach
	void open() throws SQLException {
		database = TestDatabase.postgresql("failing", CONNECTIONS);
		store = database.store(database.source(), new SecureRandom(), Duration.ofMillis(500));
		Instant now = database.now();
		assertThat(store.create(new CampaignBuilder(now, now.plus(Duration.ofHours(1))).id("c").build(),
				Act.OF_THE_SERVICE))
			.isInstanceOf(Done.class);
	}

	@AfterEach
	void close() throws SQLException {
		store.close();
		database.close();
		TestDatabase.administer("DROP DATABASE failing WITH (FORCE)");
	}

	private Outcome<?> issue() {
		return store.issue(new IssueRequest("c", null, null));
	}

	private void awaitAnIssue() {
		long start = System.nanoTime();
		while (true) {
			try {
				assertThat(issue()).isInstanceOf(Done.class);
				return;
			}
			catch (OverloadedException e) {
				assertThat(Duration.ofNanos(System.nanoTime() - start)).as(e.getMessage()).isLessThan(RECOVERY);
			}
		}
	}

	/** The pool is full, so that each of its sessions must be thrown away. */
	private void fillThePool() throws InterruptedException {
		while (database.source().getHikariPoolMXBean().getIdleConnections() < CONNECTIONS) {
			Thread.sleep(10);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ALTER DATABASE failing %s default_transaction_read_only = on",
			"ALTER ROLE postgres IN DATABASE failing %s default_transaction_read_only = on" })
	void issuesAgainSoonAfterSessionsThatCouldOnlyRead(String sql) throws Exception {
		TestDatabase.administer(sql.formatted("SET"), CUT);
		assertOverloaded(this::issue);
		awaitOverloaded(store::check);
		fillThePool();

		TestDatabase.administer(sql.formatted("RESET").replace(" = on", ""));
		awaitAnIssue();
		assertThatCode(store::check).doesNotThrowAnyException();
	}

	@Test
	void issuesAgainSoonAfterSessionsThatWereCut() throws Exception {
		fillThePool();
		TestDatabase.administer(CUT);

		awaitAnIssue();
	}

	/** A session that has lost its rights or its path fails with yet other errors. */
	@Test
	void throwsAwayASessionThatFailsForAReasonNobodyThoughtOf() throws Exception {
		fillThePool();
		try (Connection session = database.source().getConnection(); Statement statement = session.createStatement()) {
			assertThatThrownBy(() -> statement.execute("SELECT * FROM nowhere")).isInstanceOf(SQLException.class);

			assertThat(session.isClosed()).isTrue();
		}
	}

	/** Because a contended campaign must not cost a connection each time. */
	@ParameterizedTest
	@ValueSource(strings = { "23505", "23514", "40001", "40P01", "55P03", "57014" })
	void keepsASessionThatHasDoneItsWork(String state) throws Exception {
		try (Connection session = database.source().getConnection(); Statement statement = session.createStatement()) {
			assertThatThrownBy(() -> statement
				.execute("DO $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '%s'; END $$".formatted(state)))
				.isInstanceOf(SQLException.class);

			assertThat(session.isClosed()).isFalse();
		}
	}

	@Test
	void letsAReportTakeLongerThanOtherRequests() throws SQLException {
		Transactions transactions = new Transactions(new Database(database.source(), Dialect.POSTGRESQL), new Random(),
				new Retries(Duration.ZERO), new SimpleMeterRegistry());

		List<Integer> late = transactions.snapshot(tx -> tx.rows("SELECT 1 FROM pg_sleep(5)", (row, number) -> 1));
		assertThat(late).hasSize(1);
		try (Connection session = database.source().getConnection()) {
			assertThat(session.getNetworkTimeout()).isEqualTo(4_000);
		}
	}

	/** Poolers refuse options at the start of a session. */
	@Test
	void limitsHowLongAStatementTakesWithoutOptionsAtTheStartOfASession() throws Exception {
		assertThat(database.source().getDataSource().unwrap(PGSimpleDataSource.class).getOptions()).isNull();
		try (Connection session = database.source().getConnection(); Statement statement = session.createStatement()) {
			for (String timeout : List.of("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")) {
				try (ResultSet row = statement.executeQuery("SHOW " + timeout)) {
					assertThat(row.next()).isTrue();
					assertThat(row.getString(1)).as(timeout).isEqualTo("2s");
				}
			}
		}
	}

}
