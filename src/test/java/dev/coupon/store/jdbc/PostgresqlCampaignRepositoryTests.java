package dev.coupon.store.jdbc;

import java.nio.file.Path;

/** The store in PostgreSQL keeps the contract. */
class PostgresqlCampaignRepositoryTests extends JdbcContract {

	@Override
	TestDatabase open(Path folder) {
		return TestDatabase.postgresql();
	}

}
