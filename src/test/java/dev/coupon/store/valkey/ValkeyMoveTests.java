package dev.coupon.store.valkey;

import dev.coupon.store.contract.MoveContract;
import dev.coupon.store.jdbc.DatabasePlace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The moves of campaigns between Valkey and databases, and between servers. */
class ValkeyMoveTests {

	@Nested
	class FromSqliteToAServer extends MoveContract {

		@Override
		protected List<Place> open(Path folder) {
			return List.of(DatabasePlace.sqlite(folder), ServerPlace.server());
		}

	}

	@Nested
	class FromAServerToSqlite extends MoveContract {

		@Override
		protected List<Place> open(Path folder) {
			return List.of(ServerPlace.server(), DatabasePlace.sqlite(folder));
		}

	}

	@Nested
	class FromPostgresqlToACluster extends MoveContract {

		@Override
		protected List<Place> open(Path folder) {
			return List.of(DatabasePlace.postgresql(), ServerPlace.cluster(folder));
		}

	}

	@Nested
	class FromAClusterToPostgresql extends MoveContract {

		@Override
		protected List<Place> open(Path folder) {
			return List.of(ServerPlace.cluster(folder), DatabasePlace.postgresql());
		}

	}

	@Nested
	class FromAClusterToAServer extends MoveContract {

		@Override
		protected List<Place> open(Path folder) {
			return List.of(ServerPlace.cluster(folder), ServerPlace.server());
		}

	}

}
