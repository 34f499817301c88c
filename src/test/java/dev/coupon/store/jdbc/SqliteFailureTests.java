package dev.coupon.store.jdbc;

import static dev.coupon.testing.Refusals.assertOverloaded;
import static dev.coupon.testing.Refusals.awaitOverloaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.store.batch.retry.Retries;
import dev.coupon.store.jdbc.connection.Dialect;
import dev.coupon.store.jdbc.connection.Transactions;
import dev.coupon.store.jdbc.connection.Transactions.Database;
import dev.coupon.testing.CampaignBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A store in a file that can't grow, or that another process has locked. */
@Timeout(60)
class SqliteFailureTests {

	/** The least that SQLite takes is what the file has now. */
	private static final String FULL_DISK = "PRAGMA max_page_count = 1";

	private static final String LARGE_DISK = "PRAGMA max_page_count = 1000000";

	private static final String SHORT_WAIT = "PRAGMA busy_timeout = 20";

	private volatile String setting = LARGE_DISK;

	@TempDir
	private Path folder;

	private TestDatabase database;

	private JdbcCampaignRepository store;

	@BeforeEach
	void open() {
		database = TestDatabase.sqlite(folder);
		store = database.store(new DelegatingDataSource(database.source()) {
			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = super.getConnection();
				try (Statement statement = connection.createStatement()) {
					statement.execute(setting);
				}
				return connection;
			}
		}, new SecureRandom(), Duration.ofMillis(500));
		Instant now = database.now();
		assertThat(store.create(
				new CampaignBuilder(now, now.plus(Duration.ofHours(1))).id("c").maxCoupons(100_000).build(),
				Act.OF_THE_SERVICE))
			.isInstanceOf(Done.class);
	}

	@AfterEach
	void close() {
		store.close();
		database.close();
	}

	private Outcome<?> issue(int number) {
		return store.issue(new IssueRequest("c", null, RequestKey.common("key-" + number)));
	}

	@Test
	void refusesAsOverloadedUntilTheDiskHasRoomAgain() {
		setting = FULL_DISK;
		int issued = issueUntilFull();

		assertOverloaded(() -> issue(issued));
		assertThat(issue(0)).isInstanceOf(Replayed.class);
		assertThat(((Done<Snapshot>) store.find("c", 0)).value().issued()).isEqualTo(issued);

		setting = LARGE_DISK;
		for (int number = 0; number < issued; number++) {
			assertThat(issue(number)).isInstanceOf(Replayed.class);
		}
		assertThat(issue(issued)).isInstanceOf(Done.class);
		assertThat(((Done<Snapshot>) store.find("c", 0)).value().issued()).isEqualTo(issued + 1);
	}

	@Test
	void isReadyWhileAnIssueWouldSucceed() throws Exception {
		assertThatCode(store::check).doesNotThrowAnyException();

		setting = FULL_DISK;
		issueUntilFull();
		awaitOverloaded(store::check); // A commit shows for a while that the store works.
		assertThat(issue(0)).isInstanceOf(Replayed.class);
		assertOverloaded(store::check);

		setting = LARGE_DISK;
		assertThatCode(store::check).doesNotThrowAnyException();
		assertThat(issue(-1)).isInstanceOf(Done.class);

		failSinceTheFileIsLocked(() -> awaitOverloaded(store::check));
		assertThatCode(store::check).doesNotThrowAnyException();
	}

	@Test
	void leavesNothingOfATrial() throws Exception {
		store.check();
		Thread.sleep(2_000);
		store.check();

		try (Connection connection = database.source().getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM redemption")) {
			assertThat(row.getInt(1)).isZero();
		}
	}

	@Test
	void refusesAsOverloadedUntilAnotherProcessHasGone() throws SQLException {
		assertThat(issue(0)).isInstanceOf(Done.class);

		failSinceTheFileIsLocked();

		assertThat(issue(0)).isInstanceOf(Replayed.class);
		assertThat(issue(1)).isInstanceOf(Done.class);
	}

	@Test
	void rollsBackWhatFailsAfterATransactionThatCouldNotBegin() throws SQLException {
		assertThat(issue(0)).isInstanceOf(Done.class);

		failSinceTheFileIsLocked();

		Transactions transactions = new Transactions(new Database(database.source(), Dialect.SQLITE), new Random(),
				new Retries(Duration.ZERO), new SimpleMeterRegistry());
		assertThatThrownBy(() -> transactions.write(tx -> {
			tx.update("DELETE FROM coupon");
			throw new IllegalStateException();
		}, unused -> true)).isInstanceOf(IllegalStateException.class);
		assertThat(issue(0)).isInstanceOf(Replayed.class);
	}

	private void failSinceTheFileIsLocked() throws SQLException {
		failSinceTheFileIsLocked(() -> assertOverloaded(() -> issue(1)));
	}

	private void failSinceTheFileIsLocked(Runnable failure) throws SQLException {
		setting = SHORT_WAIT;
		try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("coupons.db"));
				Statement statement = other.createStatement()) {
			statement.execute("BEGIN IMMEDIATE");
			failure.run();
		}
		setting = LARGE_DISK;
	}

	private int issueUntilFull() {
		int issued = 0;
		try {
			while (issue(issued) instanceof Done) {
				issued++;
			}
			throw new AssertionError("The disk is not full");
		}
		catch (OverloadedException e) {
			return issued;
		}
	}

}
