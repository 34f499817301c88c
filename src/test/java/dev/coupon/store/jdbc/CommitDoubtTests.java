package dev.coupon.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.testing.CampaignBuilder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What the store answers when the database doesn't answer a commit. */
@Timeout(60)
class CommitDoubtTests {

	/** How the next commits go. */
	enum Commits {

		SUCCEED, HAPPEN_WITHOUT_ANSWER, FAIL_ONCE, HAPPEN_BEFORE_THE_DATABASE_GOES,
		HAPPEN_WITH_A_WARNING_BEFORE_THE_DATABASE_GOES, SUCCEED_BEFORE_THE_DATABASE_GOES

	}

	private final AtomicReference<Commits> commits = new AtomicReference<>(Commits.SUCCEED);

	private boolean gone;

	/** What the connection warns of. */
	private @Nullable SQLWarning warning;

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
				if (gone) {
					throw new SQLException("The database is gone");
				}
				return doubtful(super.getConnection());
			}
		}, new SecureRandom(), Duration.ofMillis(500));
		Instant now = database.now();
		Campaign campaign = new CampaignBuilder(now, now.plus(Duration.ofHours(1))).id("c").build();
		assertThat(store.create(campaign, Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
	}

	@AfterEach
	void close() {
		store.close();
		database.close();
	}

	private Connection doubtful(Connection connection) {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("commit")) {
						commit(connection);
						return null;
					}
					if (method.getName().equals("clearWarnings")) {
						warning = null;
						return null;
					}
					if (method.getName().equals("getWarnings")) {
						return warning;
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException e) {
						throw e.getCause();
					}
				});
	}

	private void commit(Connection connection) throws SQLException {
		switch (commits.getAndSet(Commits.SUCCEED)) {
			case SUCCEED -> connection.commit();
			case HAPPEN_WITHOUT_ANSWER -> {
				connection.commit();
				throw new SQLException("No answer");
			}
			case FAIL_ONCE -> {
				connection.rollback();
				throw new SQLException("No answer");
			}
			case HAPPEN_BEFORE_THE_DATABASE_GOES -> {
				connection.commit();
				gone = true;
				throw new SQLException("No answer");
			}
			case SUCCEED_BEFORE_THE_DATABASE_GOES -> {
				connection.commit();
				gone = true;
			}
			case HAPPEN_WITH_A_WARNING_BEFORE_THE_DATABASE_GOES -> {
				connection.commit();
				gone = true;
				warning = new SQLWarning("The transaction might not have been replicated");
			}
		}
	}

	private Outcome<Coupon> issue(@Nullable String key) {
		return store.issue(new IssueRequest("c", null, key == null ? null : RequestKey.common(key)));
	}

	private int issued() {
		return ((Done<dev.coupon.domain.port.Snapshot>) store.find("c", 0)).value().issued();
	}

	@Test
	void findsOutThatItHappened() {
		commits.set(Commits.HAPPEN_WITHOUT_ANSWER);

		Coupon coupon = ((Done<Coupon>) issue("key")).value();

		assertThat(issue("key")).isEqualTo(new Replayed<>(coupon));
		assertThat(issued()).isOne();
	}

	/** A server may warn of something at the start of a session. */
	@Test
	void doubtsNoCommitForAnEarlierWarning() {
		warning = new SQLWarning("The database has a collation version mismatch");
		commits.set(Commits.SUCCEED_BEFORE_THE_DATABASE_GOES);

		assertThat(issue("key")).isInstanceOf(Done.class);
	}

	@Test
	void doesAgainWhatDidNotHappen() {
		commits.set(Commits.FAIL_ONCE);

		Coupon coupon = ((Done<Coupon>) issue("key")).value();

		assertThat(issue("key")).isEqualTo(new Replayed<>(coupon));
		assertThat(issued()).isOne();
	}

	@Test
	void redeemsOnceWhateverBecomesOfTheCommit() {
		for (Commits doubt : new Commits[] { Commits.HAPPEN_WITHOUT_ANSWER, Commits.FAIL_ONCE }) {
			String code = ((Done<Coupon>) issue(null)).value().code();
			commits.set(doubt);

			assertThat(store.change(code, new Redeem("order", null), Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
			commits.set(doubt);
			assertThat(store.change(code, new RollBack(null, false), Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		}
	}

	@ParameterizedTest
	@EnumSource(value = Commits.class,
			names = { "HAPPEN_BEFORE_THE_DATABASE_GOES", "HAPPEN_WITH_A_WARNING_BEFORE_THE_DATABASE_GOES" })
	void saysThatItCanNotTellIfItCanNotFindOut(Commits doubt) {
		commits.set(doubt);

		assertThatThrownBy(() -> issue("key")).isInstanceOf(OutcomeUnknownException.class);
		assertThatThrownBy(() -> issue("another key")).isInstanceOf(OverloadedException.class);

		gone = false;
		warning = null;
		assertThat(issue("key")).isInstanceOf(Replayed.class);
		assertThat(issue("another key")).isInstanceOf(Done.class);
		assertThat(issued()).isEqualTo(2);
	}

}
