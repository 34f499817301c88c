package dev.coupon.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.store.contract.MoveContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresqlToSqliteMoveTests extends MoveContract {

	@Override
	protected List<Place> open(Path folder) {
		return List.of(DatabasePlace.postgresql(), DatabasePlace.sqlite(folder));
	}

	/** A new column must be moved, or be left here on purpose. */
	@Test
	void noColumnIsForgotten() {
		try (DatabasePlace database = DatabasePlace.postgresql()) {
			assertThat(database.columns()).containsExactlyInAnyOrder("campaign 19", "campaign_counter 12", "coupon 9",
					"redemption 9", "voiding 4", "log_entry 16", "promise 3", "feed_run 7", "feed_end 3", "report 5",
					"webhook 3", "webhook_delivery 5", "writer 3", "turn 1", "schema_history 10");
		}
	}

}
