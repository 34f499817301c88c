package dev.coupon.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.coupon.caller.rate.SharedBuckets;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.move.CampaignMoves;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.store.OpenStore;
import dev.coupon.store.batch.retry.Retries;
import dev.coupon.store.jdbc.JdbcCampaignRepository.Queues;
import dev.coupon.store.jdbc.connection.Dialect;
import dev.coupon.store.jdbc.connection.Transactions;
import dev.coupon.store.jdbc.connection.Transactions.Database;
import dev.coupon.store.jdbc.move.JdbcCampaignMoves;
import dev.coupon.store.jdbc.rate.BucketTable;
import dev.coupon.store.rate.QueuedBuckets;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** An open store in a database. */
final class JdbcStore implements OpenStore {

	private final HikariDataSource database;

	private final JdbcCampaignRepository repository;

	private final CampaignMoves moves;

	/** Opens the shared buckets; absent if only one instance uses the database. */
	private final @Nullable Supplier<QueuedBuckets> shareable;

	/** Absent unless they were opened. */
	private volatile @Nullable QueuedBuckets buckets;

	private JdbcStore(HikariDataSource database, JdbcCampaignRepository repository, Transactions transactions,
			@Nullable Supplier<QueuedBuckets> shareable) {
		this.database = database;
		this.repository = repository;
		this.moves = new JdbcCampaignMoves(transactions);
		this.shareable = shareable;
	}

	/**
	 * The objects that a store in a database needs besides the database.
	 *
	 * @param random the source of random codes; a cryptographic one in production
	 * @param level the level at which coupons run low
	 */
	record Tools(RandomGenerator random, StockLevel level, MeterRegistry meters) {
	}

	/**
	 * Opens the store in a database whose tables are up to date. The database is closed
	 * if it can't be written to.
	 */
	static OpenStore open(HikariDataSource database, Dialect dialect, Queues queues, Tools tools) {
		database.setMetricRegistry(tools.meters);
		Retries untilResolved = new Retries(queues.changing().deadline());
		Transactions transactions = new Transactions(new Database(database, dialect), tools.random, untilResolved,
				tools.meters);
		try {
			transactions.forgetOldWriters();
		}
		catch (RuntimeException e) {
			database.close();
			throw e;
		}
		return new JdbcStore(database, new JdbcCampaignRepository(transactions, queues, tools), transactions,
				queues.oneWriter() ? null
						: () -> new QueuedBuckets(new BucketTable(transactions), queues.changing(), tools.meters));
	}

	@Override
	public CampaignRepository repository() {
		return repository;
	}

	@Override
	public Subscriptions subscriptions() {
		return repository.subscriptions();
	}

	@Override
	public CampaignMoves moves() {
		return moves;
	}

	@Override
	public @Nullable SharedBuckets openBuckets() {
		buckets = shareable == null ? null : shareable.get();
		return buckets;
	}

	@Override
	public void check() {
		repository.check();
	}

	@Override
	public Set<String> damaged() {
		return repository.damaged();
	}

	@Override
	public void giveUp() {
		if (buckets != null) {
			buckets.giveUp();
		}
		repository.giveUp();
	}

	@Override
	public void close() {
		if (buckets != null) {
			buckets.close();
		}
		repository.close();
		database.close();
	}

}
