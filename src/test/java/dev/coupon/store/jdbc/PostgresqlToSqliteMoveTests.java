package dev.coupon.store.jdbc;

import static dev.coupon.store.contract.StoreUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.move.CampaignMoves.Arrival;
import dev.coupon.domain.port.move.CampaignMoves.Row;
import dev.coupon.store.contract.MoveContract;
import dev.coupon.testing.CampaignBuilder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PostgresqlToSqliteMoveTests extends MoveContract {

	@Override
	protected List<Place> open(Path folder) {
		return List.of(DatabasePlace.postgresql(), DatabasePlace.sqlite(folder));
	}

	@Test
	void aSlowReaderAndASlowWriterAreWaitedFor() {
		try (TestDatabase database = TestDatabase.impatientPostgresql();
				JdbcCampaignRepository store = database.store(database.source(), new SecureRandom())) {
			database.empty();
			Instant now = store.now();
			String id = "slow";
			done(store.create(new CampaignBuilder(now, now.plusSeconds(60)).id(id).build(), Act.OF_THE_SERVICE));
			List<Row> rows = new ArrayList<>();
			database.moves().giveAway(id, row -> rows.add(later(store, row)));
			database.empty();

			assertThat(database.moves().takeIn(rows.stream().map(row -> later(store, row)).iterator()))
				.isEqualTo(Arrival.NEW);
		}
	}

	/** The same row, after more time than the database lets a transaction pause. */
	private static Row later(JdbcCampaignRepository store, Row row) {
		Instant later = store.now().plusMillis(1_200);
		Awaitility.await().until(() -> store.now().isAfter(later));
		return row;
	}

	/** A new column must be moved, or be left here on purpose. */
	@Test
	void noColumnIsForgotten() {
		try (DatabasePlace database = DatabasePlace.postgresql()) {
			assertThat(database.columns()).containsExactlyInAnyOrder("campaign 19", "campaign_counter 12", "coupon 9",
					"redemption 9", "voiding 4", "log_entry 16", "promise 3", "feed_run 7", "feed_end 3", "report 5",
					"webhook 3", "webhook_delivery 5", "rate_bucket 3", "writer 3", "turn 1", "schema_history 10");
		}
	}

}
