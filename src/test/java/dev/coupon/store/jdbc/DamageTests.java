package dev.coupon.store.jdbc;

import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.store.contract.DamageContract;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Damaged rows of a database. */
class DamageTests extends DamageContract {

	private TestDatabase database;

	private JdbcCampaignRepository store;

	@BeforeEach
	void open(@TempDir Path folder) {
		database = TestDatabase.sqlite(folder);
		store = database.store(database.source(), new SecureRandom());
		create();
	}

	@AfterEach
	void close() {
		store.close();
		database.close();
	}

	@Override
	protected CampaignRepository repository() {
		return store;
	}

	@Override
	protected Set<String> damaged() {
		return store.damaged();
	}

	@Override
	protected void damage(Damage damage) throws SQLException {
		execute("UPDATE campaign SET " + switch (damage) {
			case TIME_ZONE -> "time_zone = 'America/Atlantis'";
			case CHARSET -> "charset = 'RUNES'";
			case CHARACTERS -> "characters = ''";
			case METADATA -> "metadata = 'not JSON'";
			case COUPON_VALID_FOR -> "coupon_valid_for = 'for ever'";
		} + " WHERE id = 'damaged'");
	}

	@Override
	protected void age() throws SQLException {
		execute("UPDATE campaign SET starts_at = 0, ends_at = 1");
		execute("UPDATE campaign_counter SET last_expiry = 1");
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = database.source().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
