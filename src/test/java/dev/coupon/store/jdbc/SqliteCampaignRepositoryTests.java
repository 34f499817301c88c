package dev.coupon.store.jdbc;

import java.nio.file.Path;

/** The store in SQLite keeps the contract. */
class SqliteCampaignRepositoryTests extends JdbcContract {

	@Override
	TestDatabase open(Path folder) {
		return TestDatabase.sqlite(folder);
	}

}
