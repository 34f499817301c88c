package dev.coupon.store.jdbc;

import dev.coupon.caller.rate.SharedBuckets;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.store.OpenStore;
import dev.coupon.store.batch.BatchQueue.Limits;
import dev.coupon.store.contract.SharedRateContract;
import dev.coupon.store.jdbc.JdbcCampaignRepository.Queues;
import dev.coupon.store.jdbc.connection.Dialect;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Rates that instances share on PostgreSQL. */
class PostgresqlSharedRateTests extends SharedRateContract {

	private static final Duration DEADLINE = Duration.ofSeconds(30);

	private final List<OpenStore> stores = new ArrayList<>();

	private final List<SharedBuckets> instances = new ArrayList<>();

	@SuppressWarnings("NullAway.Init") // Opened before all tests.
	private TestDatabase database;

	@BeforeAll
	void open() throws SQLException {
		database = TestDatabase.postgresql("rates", 8);
		for (int i = 0; i < 2; i++) {
			OpenStore store = open(TestDatabase.postgresqlNamed("rates"));
			stores.add(store);
			instances.add(Objects.requireNonNull(store.openBuckets()));
		}
	}

	private static OpenStore open(TestDatabase instance) {
		Queues queues = new Queues(new Limits(3, 1, 10_000, DEADLINE), new Limits(3, 256, 10_000, DEADLINE), false);
		return JdbcStore.open(instance.source(), Dialect.POSTGRESQL, queues,
				new JdbcStore.Tools(new SecureRandom(), StockLevel.DEFAULT, new SimpleMeterRegistry()));
	}

	@AfterAll
	void close() {
		stores.forEach(OpenStore::close);
		database.close();
	}

	@Override
	protected SharedBuckets instance(int number) {
		return instances.get(number);
	}

	@Override
	protected long kept() {
		stores.getFirst().repository().purge(null, 1);
		try (var connection = database.source().getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM rate_bucket")) {
			row.next();
			return row.getLong(1);
		}
		catch (SQLException e) {
			throw new IllegalStateException(e);
		}
	}

}
