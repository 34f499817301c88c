package dev.coupon.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.evidence.Report.Fault;
import dev.coupon.store.contract.PlantedFault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The report finds what somebody did to the tables of a database. */
@Timeout(60)
class PlantedFaultTests {

	private static final String OF = " WHERE campaign_id = 'c' AND sequence ";

	@TempDir
	private Path folder;

	/** Damage, and the faults that the report names. */
	static Stream<Arguments> damage() {
		return Stream
			.of(new Plant("DELETE FROM coupon" + OF + "= 3", "gap", "wrong-count"),
					new Plant("DELETE FROM coupon" + OF + "= 6", "missing-row", "wrong-count"),
					new Plant("DELETE FROM coupon" + OF + "= 2", "gap", "wrong-count", "wrong-slot"),
					new Plant("UPDATE coupon SET sequence = 9" + OF + "= 6", "gap"),
					new Plant("DROP INDEX coupon_code; UPDATE coupon SET code = (SELECT o.code FROM coupon o "
							+ "WHERE o.campaign_id = 'c' AND o.sequence = 3)" + OF + "= 6", "doubled-code"),
					new Plant("UPDATE campaign_counter SET issued = 5 WHERE campaign_id = 'c'", "wrong-count"),
					new Plant("UPDATE campaign_counter SET issued = 7 WHERE campaign_id = 'c'", "missing-row",
							"wrong-count"),
					new Plant("UPDATE campaign_counter SET redeemed = 0 WHERE campaign_id = 'c'", "wrong-count"),
					new Plant("UPDATE campaign_counter SET voided = 2 WHERE campaign_id = 'c'", "wrong-count"),
					new Plant("DELETE FROM redemption" + OF + "= 1", "wrong-count"),
					new Plant("DELETE FROM voiding" + OF + "= 2", "wrong-count"),
					new Plant("UPDATE log_entry SET after = REPLACE(after, '\"maxCoupons\":10', '\"maxCoupons\":5') "
							+ "WHERE campaign_id = 'c' AND type = 'campaign.created'", "limit-broken"),
					new Plant("UPDATE log_entry SET after = REPLACE(after, '\"perUserLimit\":3', '\"perUserLimit\":2') "
							+ "WHERE campaign_id = 'c' AND type = 'campaign.created'", "user-limit-broken"),
					new Plant("UPDATE coupon SET user_slot = 9" + OF + "= 2", "wrong-slot", "user-limit-broken"),
					new Plant("UPDATE coupon SET user_slot = user_slot + 3" + OF + "= 4", "wrong-slot",
							"user-limit-broken"),
					new Plant("UPDATE coupon SET user_id = 'bob'" + OF + "= 4", "wrong-slot"),
					new Plant("UPDATE campaign SET metadata = 'none' WHERE id = 'c'", "unreadable-settings"))
			.flatMap(plant -> Stream.of(Arguments.of("SQLite", plant), Arguments.of("PostgreSQL", plant)));
	}

	/** Statements that damage the tables, and the kinds of the faults. */
	record Plant(String statements, List<String> faults) {
		private Plant(String statements, String... faults) {
			this(statements, List.of(faults));
		}
	}

	@ParameterizedTest
	@MethodSource("damage")
	void findsTheDamage(String kind, Plant plant) throws SQLException {
		try (TestDatabase database = kind.equals("SQLite") ? TestDatabase.sqlite(folder) : TestDatabase.postgresql();
				JdbcCampaignRepository store = database.store(database.source(), new SecureRandom())) {
			database.empty();
			PlantedFault.fill(store);
			assertThat(PlantedFault.report(store).faults()).isEmpty();
			execute(database, plant.statements.split("; "));

			try {
				assertThat(PlantedFault.report(store).faults()).extracting(Fault::code)
					.containsOnly(plant.faults.toArray(String[]::new));
			}
			finally {
				database.empty();
				execute(database, "CREATE UNIQUE INDEX IF NOT EXISTS coupon_code ON coupon (code)");
			}
		}
	}

	private static void execute(TestDatabase database, String... statements) throws SQLException {
		try (Connection connection = database.source().getConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
