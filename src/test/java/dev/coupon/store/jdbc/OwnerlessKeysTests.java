package dev.coupon.store.jdbc;

import static dev.coupon.store.contract.StoreUnderTest.assertRefused;
import static dev.coupon.store.contract.StoreUnderTest.done;
import static dev.coupon.store.contract.StoreUnderTest.replayed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.Outcome;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.testing.CampaignBuilder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows whose idempotency keys have no owner, because they are from an older version. */
class OwnerlessKeysTests {

	@TempDir
	private Path folder;

	private void inEach(Consumer<TestDatabase> test) {
		try (TestDatabase sqlite = TestDatabase.sqlite(folder); TestDatabase postgresql = TestDatabase.postgresql()) {
			sqlite.empty();
			postgresql.empty();
			test.accept(sqlite);
			test.accept(postgresql);
		}
	}

	@Test
	void belongToEveryOwner() {
		inEach(database -> {
			try (JdbcCampaignRepository store = database.store(database.source(), new SecureRandom())) {
				store.create(new CampaignBuilder(database.now().minus(Duration.ofHours(1)),
						database.now().plus(Duration.ofHours(1)))
					.id("c")
					.build(), Act.OF_THE_SERVICE);
				Coupon earlier = done(issue(store, "web", "key"));
				done(store.change(earlier.code(), new Redeem(null, new RequestKey("web", "redemption")),
						Act.OF_THE_SERVICE));
				forgetOwners(database);

				assertThat(replayed(issue(store, "web", "key")).code()).isEqualTo(earlier.code());
				assertThat(replayed(issue(store, "app", "key")).code()).isEqualTo(earlier.code());
				assertThat(replayed(issue(store, RequestKey.COMMON, "key")).code()).isEqualTo(earlier.code());
				replayed(store.change(earlier.code(), new Redeem(null, new RequestKey("app", "redemption")),
						Act.OF_THE_SERVICE));
				assertRefused(store.change(earlier.code(), new Redeem(null, new RequestKey("app", "other")),
						Act.OF_THE_SERVICE), Refusal.ALREADY_REDEEMED);
				assertThat(done(issue(store, "app", "another key")).sequence()).isEqualTo(2);
			}
		});
	}

	private static Outcome<Coupon> issue(JdbcCampaignRepository store, String owner, String key) {
		return store.issue(new IssueRequest("c", null, new RequestKey(owner, key)));
	}

	private static void forgetOwners(TestDatabase database) {
		try (Connection connection = database.source().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("UPDATE coupon SET key_owner = NULL");
			statement.execute("UPDATE redemption SET key_owner = NULL");
		}
		catch (SQLException e) {
			throw new AssertionError(e);
		}
	}

}
