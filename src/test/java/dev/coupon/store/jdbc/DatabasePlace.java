package dev.coupon.store.jdbc;

import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.move.CampaignMoves;
import dev.coupon.store.contract.MoveContract;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** A database from which campaigns come, or to which they go. */
public final class DatabasePlace implements MoveContract.Place {

	private final TestDatabase database;

	private final JdbcCampaignRepository store;

	private DatabasePlace(TestDatabase database) {
		this.database = database;
		this.store = database.store(database.source(), new SecureRandom());
	}

	public static DatabasePlace sqlite(Path folder) {
		return new DatabasePlace(TestDatabase.sqlite(folder));
	}

	public static DatabasePlace postgresql() {
		return new DatabasePlace(TestDatabase.postgresql());
	}

	/** The tables, each with the number of its columns. */
	List<String> columns() {
		return database.columns();
	}

	@Override
	public CampaignRepository repository() {
		return store;
	}

	@Override
	public CampaignMoves moves() {
		return database.moves();
	}

	@Override
	public void empty() {
		database.empty();
	}

	@Override
	public void close() {
		store.close();
		database.close();
	}

}
