package dev.coupon.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Refusal;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository.Erased;
import dev.coupon.domain.port.CampaignRepository.Page;
import dev.coupon.domain.port.CampaignRepository.Purge;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Refused;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.Snapshot.Selection;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.store.damage.DamagedCampaignException;
import dev.coupon.testing.CampaignBuilder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A campaign whose row this version of the service, or of Java, can't read. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class DamageTests {

	@TempDir
	private Path folder;

	private TestDatabase database;

	private JdbcCampaignRepository store;

	@BeforeEach
	void open() {
		database = TestDatabase.sqlite(folder);
		store = database.store(database.source(), new SecureRandom());
		for (String id : List.of("a", "damaged", "z")) {
			assertThat(store.create(campaign(id), Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		}
	}

	@AfterEach
	void close() {
		store.close();
		database.close();
	}

	private Campaign campaign(String id) {
		Instant now = database.now();
		return new CampaignBuilder(now, now.plus(Duration.ofHours(1))).id(id).maxCoupons(1_000).build();
	}

	private void damage(String change) throws SQLException {
		execute("UPDATE campaign SET " + change + " WHERE id = 'damaged'");
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = database.source().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private Coupon issue(String campaignId) {
		return ((Done<Coupon>) store.issue(new IssueRequest(campaignId, null, null))).value();
	}

	@ParameterizedTest
	@ValueSource(strings = { "time_zone = 'America/Atlantis'", "charset = 'RUNES'", "characters = ''",
			"metadata = 'not JSON'", "coupon_valid_for = 'for ever'" })
	void concernsNobodyElse(String change, CapturedOutput output) throws Exception {
		Coupon earlier = issue("damaged");
		damage(change);

		Page<Snapshot, String> page = store.campaigns(Selection.ALL, null, 10);
		assertThat(page.items()).extracting(snapshot -> snapshot.campaign().id()).containsExactly("a", "z");
		assertThat(store.damaged()).containsExactly("damaged");
		assertThatThrownBy(() -> store.find("damaged", 0)).isInstanceOf(DamagedCampaignException.class);
		assertThatThrownBy(() -> issue("damaged")).isInstanceOf(DamagedCampaignException.class)
			.hasMessageContaining("damaged");
		assertThatThrownBy(() -> store.pause("damaged", true, null, Act.OF_THE_SERVICE))
			.isInstanceOf(DamagedCampaignException.class);
		assertThat(store.create(campaign("damaged"), Act.OF_THE_SERVICE))
			.isEqualTo(new Refused<>(Refusal.CAMPAIGN_EXISTS));
		assertThat(issue("z").sequence()).isOne();

		assertThat(store.change(earlier.code(), new Redeem(null, null), Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		assertThat(store.coupons("damaged", null, 0, 10)).isInstanceOf(Done.class);
		assertThat(output.getAll().lines().filter(line -> line.contains("Campaign damaged can't be read"))).hasSize(1);
	}

	@Test
	void failsNoRequestsToOthersInTheSameTransaction() throws Exception {
		damage("time_zone = 'America/Atlantis'");
		List<CompletableFuture<Coupon>> good = new ArrayList<>();
		List<CompletableFuture<Coupon>> bad = new ArrayList<>();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int request = 0; request < 100; request++) {
				good.add(CompletableFuture.supplyAsync(() -> issue("a"), callers));
				bad.add(CompletableFuture.supplyAsync(() -> issue("damaged"), callers));
			}
		}
		assertThat(good).allSatisfy(coupon -> assertThat(coupon).isCompleted());
		assertThat(bad).allSatisfy(coupon -> assertThat(coupon).isCompletedExceptionally());
	}

	@ParameterizedTest
	@ValueSource(strings = { "time_zone = 'America/Atlantis'", "metadata = 'not JSON'" })
	void canBeDeleted(String change) throws Exception {
		issue("damaged");
		damage(change);
		assertThat(store.campaigns(Selection.ALL, null, 10).items()).hasSize(2);

		assertThat(store.delete("damaged", false, null, Act.OF_THE_SERVICE))
			.isEqualTo(new Refused<>(Refusal.CAMPAIGN_HAS_COUPONS));
		assertThat(store.delete("damaged", true, null, Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		assertThat(store.damaged()).isEmpty();
		assertThat(store.create(campaign("damaged"), Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
	}

	@Test
	void doesNotStopThePurge() throws Exception {
		issue("damaged");
		damage("time_zone = 'America/Atlantis'");
		execute("UPDATE campaign SET starts_at = 0, ends_at = 1");
		execute("UPDATE campaign_counter SET last_expiry = 1");

		Purge purge = store.purge(Instant.now(), 100);
		assertThat(purge.erased()).extracting(Erased::campaignId).containsExactly("a", "damaged", "z");
	}

}
