package dev.coupon.store.jdbc;

import dev.coupon.store.model.RandomSequence;
import dev.coupon.store.model.Seeds;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/**
 * The stores in databases answer like a sequential model whatever they are asked in
 * whatever order. The function that tells their time is hidden by one that tells the
 * model's.
 */
@Timeout(120)
class JdbcModelTests {

	private static final int SEQUENCES = 12;

	private static final int OPERATIONS = 100;

	@TempDir
	private Path folder;

	@Test
	void sqliteAnswersEverySequenceLikeTheModel() {
		try (TestDatabase database = TestDatabase.sqlite(folder)) {
			compareWithModel(database, JdbcModelTests::setTimeOfSqlite);
		}
	}

	@Test
	void postgresqlAnswersEverySequenceLikeTheModel() throws SQLException {
		try (TestDatabase database = TestDatabase.postgresqlWithSettableTime()) {
			compareWithModel(database, JdbcModelTests::setTimeOfPostgresql);
		}
	}

	private static void compareWithModel(TestDatabase database, SetTime setTime) {
		Seeds.of(SEQUENCES).forEach(seed -> {
			database.empty();
			AtomicReference<JdbcCampaignRepository> store = new AtomicReference<>();
			new RandomSequence(seed, Duration.ofMillis(1), (clock, random) -> {
				store.set(database.store(atTimeOf(clock, database.source(), setTime), random));
				return store.get();
			}).run(OPERATIONS);
			store.get().close();
		});
	}

	/** Sets the time that a connection's statements see. */
	private interface SetTime {

		void set(Connection connection, Clock clock) throws SQLException;

	}

	private static DataSource atTimeOf(Clock clock, DataSource source, SetTime setTime) {
		return new DelegatingDataSource(source) {
			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = super.getConnection();
				setTime.set(connection, clock);
				return connection;
			}
		};
	}

	private static void setTimeOfSqlite(Connection connection, Clock clock) throws SQLException {
		Function.create(connection.unwrap(SQLiteConnection.class), "unixepoch", new Function() {
			@Override
			protected void xFunc() throws SQLException {
				result(clock.millis() / 1000.0);
			}
		}, 1, 0);
	}

	private static void setTimeOfPostgresql(Connection connection, Clock clock) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("UPDATE model.time SET millis = " + clock.millis());
		}
	}

}
