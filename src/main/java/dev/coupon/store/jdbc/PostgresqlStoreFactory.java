package dev.coupon.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.coupon.caller.rate.LimitSettings;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.store.OpenStore;
import dev.coupon.store.UnusableStoreException;
import dev.coupon.store.batch.BatchQueue.Limits;
import dev.coupon.store.batch.BatchSettings;
import dev.coupon.store.jdbc.JdbcCampaignRepository.Queues;
import dev.coupon.store.jdbc.connection.Dialect;
import dev.coupon.store.jdbc.postgresql.PostgresqlServer;
import dev.coupon.store.jdbc.postgresql.PostgresqlSettings;
import dev.coupon.store.rate.QueuedBuckets;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Opens the store on a PostgreSQL server, for any number of instances of the service. */
@Component
public final class PostgresqlStoreFactory {

	private final PostgresqlSettings settings;

	private final BatchSettings batch;

	private final LimitSettings limits;

	private final JdbcStore.Tools tools;

	PostgresqlStoreFactory(PostgresqlSettings settings, BatchSettings batch, LimitSettings limits,
			RandomGenerator random, ObjectProvider<StockLevel> level, MeterRegistry meters) {
		this.settings = settings;
		this.batch = batch;
		this.limits = limits;
		this.tools = new JdbcStore.Tools(random, level.getIfAvailable(() -> StockLevel.DEFAULT), meters);
	}

	/**
	 * Opens the store in the database that the settings name.
	 * @throws dev.coupon.store.UnusableStoreException if the database can't be used
	 */
	public OpenStore open() {
		int others = Lanes.REPORTERS + (limits.shared() ? QueuedBuckets.THREADS : 0);
		int readers = (settings.maxConnections() - others) / 2;
		int writers = settings.maxConnections() - others - readers;
		if (readers == 0) {
			throw new UnusableStoreException("coupon.limits.shared needs a connection of its own.",
					"Set coupon.postgresql.max-connections to 4 or more.", null);
		}
		Queues queues = new Queues(new Limits(readers, 1, batch.maxWaiting(), batch.deadline()),
				new Limits(writers, batch.maxSize(), batch.maxWaiting(), batch.deadline()), false);
		HikariDataSource database = PostgresqlServer.open(settings, batch.deadline(), tools.meters().config().clock());
		try {
			return JdbcStore.open(database, Dialect.POSTGRESQL, queues, tools);
		}
		catch (RuntimeException e) {
			throw PostgresqlServer.unusable(settings, e);
		}
	}

}
