package dev.coupon.store.jdbc;

import dev.coupon.store.contract.MoveContract;
import java.nio.file.Path;
import java.util.List;

class SqliteToPostgresqlMoveTests extends MoveContract {

	@Override
	protected List<Place> open(Path folder) {
		return List.of(DatabasePlace.sqlite(folder), DatabasePlace.postgresql());
	}

}
