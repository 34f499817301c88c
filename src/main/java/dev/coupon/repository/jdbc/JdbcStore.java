package dev.coupon.repository.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.coupon.repository.batch.BatchQueue.Limits;
import dev.coupon.repository.batch.BatchSettings;
import dev.coupon.repository.batch.Retries;
import dev.coupon.repository.jdbc.JdbcCampaignRepository.Queues;
import dev.coupon.repository.jdbc.connection.Dialect;
import dev.coupon.repository.jdbc.connection.PostgresqlServer;
import dev.coupon.repository.jdbc.connection.PostgresqlSettings;
import dev.coupon.repository.jdbc.connection.SqliteFile;
import dev.coupon.repository.jdbc.connection.SqliteSettings;
import dev.coupon.repository.jdbc.connection.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.random.RandomGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets the stores in databases up. */
@Configuration(proxyBeanMethods = false)
class JdbcStore {

	/** As many as can write at once to one of SQLite's files. */
	private static final int SQLITE_WRITERS = 1;

	private static final int SQLITE_READERS = 4;

	/** In a file, for one instance of the service. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "coupon.store", havingValue = "sqlite")
	static class Sqlite {

		@Bean
		HikariDataSource database(SqliteSettings settings, BatchSettings batch) {
			return SqliteFile.open(settings.file(), SQLITE_READERS + SQLITE_WRITERS, batch.deadline());
		}

		@Bean
		JdbcCampaignRepository store(HikariDataSource database, BatchSettings batch, RandomGenerator random,
				MeterRegistry meters) {
			Queues queues = new Queues(new Limits(SQLITE_READERS, 1, batch.maxWaiting(), batch.deadline()),
					new Limits(SQLITE_WRITERS, batch.maxSize(), batch.maxWaiting(), batch.deadline()), true);
			return repository(database, Dialect.SQLITE, queues, random, meters);
		}

	}

	/** On a server, for any number of instances. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "coupon.store", havingValue = "postgresql")
	static class Postgresql {

		@Bean
		HikariDataSource database(PostgresqlSettings settings, BatchSettings batch) {
			return PostgresqlServer.open(settings, batch.deadline());
		}

		@Bean
		JdbcCampaignRepository store(HikariDataSource database, PostgresqlSettings settings, BatchSettings batch,
				RandomGenerator random, MeterRegistry meters) {
			int readers = settings.maxConnections() / 2;
			Queues queues = new Queues(new Limits(readers, 1, batch.maxWaiting(), batch.deadline()), new Limits(
					settings.maxConnections() - readers, batch.maxSize(), batch.maxWaiting(), batch.deadline()), false);
			return repository(database, Dialect.POSTGRESQL, queues, random, meters);
		}

	}

	private static JdbcCampaignRepository repository(HikariDataSource database, Dialect dialect, Queues queues,
			RandomGenerator random, MeterRegistry meters) {
		database.setMetricRegistry(meters);
		Retries untilResolved = new Retries(queues.changing().deadline());
		Transactions transactions = new Transactions(database, dialect, random, untilResolved, meters);
		transactions.forgetOldWriters();
		return new JdbcCampaignRepository(transactions, queues, random, meters);
	}

}
