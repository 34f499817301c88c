package dev.coupon.store.jdbc;

import static dev.coupon.store.contract.StoreUnderTest.done;
import static dev.coupon.store.contract.StoreUnderTest.replayed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.Coupon.Status;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.Snapshot.Selection;
import dev.coupon.domain.port.request.CouponChange.MakeVoid;
import dev.coupon.domain.port.request.CouponChange.Redeem;
import dev.coupon.domain.port.request.CouponChange.RollBack;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.domain.rhythm.Quota;
import dev.coupon.domain.rhythm.Quota.Per;
import dev.coupon.store.jdbc.connection.Dialect;
import dev.coupon.store.jdbc.connection.EarlierTables;
import dev.coupon.testing.CampaignBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The service goes on with what the version before it has written. The file was written
 * by that version, which was asked for all of it over HTTP. For PostgreSQL, the rows of
 * the file are copied into the tables of that version.
 */
class EarlierVersionTests {

	private static final List<String> CODES = List.of("KN53HSQFW9VPW72E", "4VG5NVQRXJ6JPBY2", "PP4F0E1P67ME9E39",
			"52YBXXNTMDJXFNAY", "A8JQ9A4DY0VQ3JTH", "Y7PV0NTV18MBTYHQ");

	private static final List<String> TABLES = List.of("campaign", "campaign_counter", "coupon", "redemption",
			"promise");

	private static final Act ACT = new Act("operator", null, "a reason");

	@TempDir
	private Path folder;

	@Test
	void sqliteGoesOnWithItsFile() throws IOException {
		unpack(folder.resolve("coupons.db"));
		goesOn(TestDatabase.sqlite(folder));
	}

	@Test
	void postgresqlGoesOnWithItsTables() throws Exception {
		Path file = folder.resolve("old.db");
		unpack(file);
		TestDatabase.administer("CREATE DATABASE earlier");
		try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + file);
				Connection database = DriverManager.getConnection(TestDatabase.serverUrl("earlier"))) {
			PGSimpleDataSource source = new PGSimpleDataSource();
			source.setUrl(TestDatabase.serverUrl("earlier"));
			EarlierTables.create(source, Dialect.POSTGRESQL, 2);
			for (String table : TABLES) {
				copy(table, old, database);
			}
		}
		goesOn(TestDatabase.postgresqlNamed("earlier"));
	}

	private static void unpack(Path file) throws IOException {
		try (InputStream packed = Objects
			.requireNonNull(EarlierVersionTests.class.getResourceAsStream("/store/written-by-schema-2.db.gz"))) {
			Files.copy(new GZIPInputStream(packed), file);
		}
	}

	private static void copy(String table, Connection from, Connection to) throws SQLException {
		try (Statement query = from.createStatement(); ResultSet rows = query.executeQuery("SELECT * FROM " + table)) {
			int columns = rows.getMetaData().getColumnCount();
			StringBuilder names = new StringBuilder();
			for (int i = 1; i <= columns; i++) {
				names.append(i == 1 ? "" : ", ").append(rows.getMetaData().getColumnName(i));
			}
			String insert = "INSERT INTO " + table + " (" + names + ") VALUES ("
					+ String.join(", ", Collections.nCopies(columns, "?")) + ")";
			try (PreparedStatement row = to.prepareStatement(insert)) {
				while (rows.next()) {
					for (int i = 1; i <= columns; i++) {
						boolean flag = List.of("paused", "deleted").contains(rows.getMetaData().getColumnName(i));
						row.setObject(i, flag ? (Object) rows.getBoolean(i) : rows.getObject(i));
					}
					row.executeUpdate();
				}
			}
		}
	}

	private static void goesOn(TestDatabase database) {
		try (JdbcCampaignRepository store = database.store(database.source(), new SecureRandom())) {
			knowsTheCampaigns(store);
			knowsTheCoupons(store);
			knowsTheRedemptions(store);
			canDoWhatIsNew(store);
		}
		finally {
			database.source().close();
		}
	}

	private static void knowsTheCampaigns(JdbcCampaignRepository store) {
		assertThat(store.campaigns(Selection.ALL, null, 9).items()).extracting(snapshot -> snapshot.campaign().id())
			.containsExactly("flash", "old");
		Snapshot old = done(store.find("old", 9));
		assertThat(old.codes()).isEqualTo(CODES);
		assertThat(old.redeemed()).isEqualTo(2);
		assertThat(old.campaign().timeZone()).isEqualTo(ZoneId.of("Asia/Seoul"));
		assertThat(old.campaign().expiry()).isEqualTo(new Expiry.After(Duration.ofDays(30)));
		Snapshot flash = done(store.find("flash", 9));
		assertThat(flash.status()).isEqualTo(Campaign.Status.PAUSED);
		assertThat(flash.codes()).containsExactly("FLASH-422570", "FLASH-661711", "FLASH-295413");
		assertThat(flash.uid()).isNotEqualTo(old.uid());
	}

	private static void knowsTheCoupons(JdbcCampaignRepository store) {
		IssueRequest again = new IssueRequest("old", "bob", RequestKey.common("bob-2"));
		assertThat(replayed(store.issue(again)).code()).isEqualTo(CODES.get(3));
		assertThat(done(store.coupons("old", "carol", 0, 9)).items()).extracting(Coupon::code)
			.containsExactly(CODES.get(4), CODES.get(5));
		assertThat(done(store.findCoupon("kn53-hsqf-w9vp-w72e")).code()).isEqualTo(CODES.getFirst());
	}

	private static void knowsTheRedemptions(JdbcCampaignRepository store) {
		Coupon redeemed = replayed(store.change(CODES.getFirst(), new Redeem("order-1", RequestKey.common("r1")), ACT));
		assertThat(redeemed.status()).isEqualTo(Status.REDEEMED);
		assertThat(Objects.requireNonNull(redeemed.redemption()).by()).isNull();
		assertThat(done(store.history(CODES.get(1))).entries()).extracting(LogEntry::type)
			.containsExactly(LogEntry.Type.COUPON_REDEEMED, LogEntry.Type.COUPON_REDEMPTION_ROLLED_BACK,
					LogEntry.Type.COUPON_REDEEMED);
		assertThat(done(store.history(CODES.get(5))).entries()).isEmpty();
		done(store.change(CODES.getFirst(), new RollBack(null, true), ACT));
	}

	private static void canDoWhatIsNew(JdbcCampaignRepository store) {
		assertThat(done(store.report("old")).faults()).isEmpty();
		Coupon voided = done(store.change(CODES.get(5), new MakeVoid(), ACT));
		assertThat(voided.status()).isEqualTo(Status.VOID);
		Snapshot old = done(store.find("old", 0));
		Campaign changed = CampaignBuilder.of(old.campaign()).quota(new Quota(Per.MONTH, 100_000, null)).build();
		done(store.update(changed, old.revision(), ACT));
		Coupon issued = done(store.issue(new IssueRequest("old", "dave", null)));
		assertThat(issued.sequence()).isEqualTo(7);
		assertThat(store.audit("old", null, 9).items()).extracting(audited -> audited.entry().type())
			.containsExactly(LogEntry.Type.CAMPAIGN_UPDATED, LogEntry.Type.COUPON_VOIDED);
		assertThat(done(store.report("old")).faults()).isEmpty();
		done(store.delete("flash", true, null, ACT));
		assertThat(done(store.keptReport("flash")).faults()).isEmpty();
	}

}
