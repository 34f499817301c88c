package dev.coupon.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.store.OpenStore;
import dev.coupon.store.batch.BatchQueue.Limits;
import dev.coupon.store.batch.BatchSettings;
import dev.coupon.store.jdbc.JdbcCampaignRepository.Queues;
import dev.coupon.store.jdbc.connection.Dialect;
import dev.coupon.store.jdbc.sqlite.SqliteFile;
import dev.coupon.store.jdbc.sqlite.SqliteSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Opens the store in a SQLite file, for one instance of the service. */
@Component
public final class SqliteStoreFactory {

	/**
	 * The number of writing connections. It is one, because SQLite lets one connection at
	 * a time write to a file.
	 */
	private static final int WRITERS = 1;

	private static final int READERS = 4;

	private final SqliteSettings settings;

	private final BatchSettings batch;

	private final JdbcStore.Tools tools;

	SqliteStoreFactory(SqliteSettings settings, BatchSettings batch, RandomGenerator random,
			ObjectProvider<StockLevel> level, MeterRegistry meters) {
		this.settings = settings;
		this.batch = batch;
		this.tools = new JdbcStore.Tools(random, level.getIfAvailable(() -> StockLevel.DEFAULT), meters);
	}

	/**
	 * Opens the store in the file that the settings name. The file is created if there is
	 * none.
	 * @throws dev.coupon.store.UnusableStoreException if the file can't be used
	 */
	public OpenStore open() {
		Queues queues = new Queues(new Limits(READERS, 1, batch.maxWaiting(), batch.deadline()),
				new Limits(WRITERS, batch.maxSize(), batch.maxWaiting(), batch.deadline()), true);
		HikariDataSource database = SqliteFile.open(settings.file(), READERS + WRITERS + Lanes.REPORTERS,
				batch.deadline());
		try {
			return JdbcStore.open(database, Dialect.SQLITE, queues, tools);
		}
		catch (RuntimeException e) {
			throw SqliteFile.unusable(settings.file(), e);
		}
	}

}
