package dev.coupon.store.jdbc;

import java.nio.file.Path;
import java.util.List;

class PostgresqlToSqliteMoveTests extends JdbcMoveContract {

	@Override
	List<TestDatabase> open(Path folder) {
		return List.of(TestDatabase.postgresql(), TestDatabase.sqlite(folder));
	}

}
