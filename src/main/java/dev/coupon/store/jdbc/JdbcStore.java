package dev.coupon.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
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
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.random.RandomGenerator;

/** An open store in a database. */
final class JdbcStore implements OpenStore {

	private final HikariDataSource database;

	private final JdbcCampaignRepository repository;

	private final CampaignMoves moves;

	private JdbcStore(HikariDataSource database, JdbcCampaignRepository repository, CampaignMoves moves) {
		this.database = database;
		this.repository = repository;
		this.moves = moves;
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
		return new JdbcStore(database, new JdbcCampaignRepository(transactions, queues, tools),
				new JdbcCampaignMoves(transactions));
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
	public void check() {
		repository.check();
	}

	@Override
	public Set<String> damaged() {
		return repository.damaged();
	}

	@Override
	public void giveUp() {
		repository.giveUp();
	}

	@Override
	public void close() {
		repository.close();
		database.close();
	}

}
