package dev.coupon.store.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Tables of an older version, brought up to date. */
class TablesUpdateTests {

	@TempDir
	private Path folder;

	@Test
	void keepWhatWasIssuedBefore() throws SQLException {
		SQLiteDataSource source = new SQLiteDataSource();
		source.setUrl("jdbc:sqlite:" + folder.resolve("coupons.db"));
		EarlierTables.create(source, Dialect.SQLITE, 1);
		try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("INSERT INTO campaign_counter VALUES ('none', 9, 0, 0, 0), ('two', 9, 2, 0, 5000)");
			statement
				.execute("INSERT INTO campaign SELECT campaign_id, 1, NULL, 0, 1, NULL, 'UTC', NULL, '01', '####', "
						+ "NULL, NULL, '{}', FALSE, campaign_id = 'none' FROM campaign_counter");
			statement.execute("INSERT INTO coupon VALUES ('two', 1, 'A', NULL, NULL, 'key', 1000, 5000), "
					+ "('two', 2, 'B', NULL, NULL, NULL, 2000, 5000)");

			Tables.update(source, Dialect.SQLITE, "The file", () -> {
			});

			assertThat(value(statement, "SELECT last_issued_at FROM campaign_counter WHERE campaign_id = 'none'"))
				.isEqualTo(0);
			assertThat(value(statement, "SELECT last_issued_at FROM campaign_counter WHERE campaign_id = 'two'"))
				.isEqualTo(2000);
			assertThat(value(statement, "SELECT COUNT(*) FROM coupon WHERE key_owner IS NULL")).isEqualTo(2);
			assertThat(value(statement, "SELECT coupons FROM promise WHERE template = '####'")).isEqualTo(9);
		}
	}

	private static int value(Statement statement, String query) throws SQLException {
		try (ResultSet result = statement.executeQuery(query)) {
			return result.getInt(1);
		}
	}

}
