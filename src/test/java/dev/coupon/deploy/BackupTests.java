package dev.coupon.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What the backup of the manifests does, run by a shell. Backups of SQLite are skipped
 * where the program sqlite3 isn't on the PATH.
 */
class BackupTests {

	private static final int COUPONS = 20_000;

	@TempDir
	Path folder;

	private Shell shell() {
		return new Shell(folder);
	}

	@BeforeEach
	void haveVolumes() throws IOException {
		Files.createDirectory(folder.resolve("backup"));
		Files.createDirectory(folder.resolve("data"));
	}

	private static JsonNode container(String store) {
		return Manifests.of(store).only("CronJob").findValue("containers").path(0);
	}

	/** Runs the backup of a store with its environment, and returns its exit code. */
	private int backUp(String store, Map<String, String> changed) throws Exception {
		Map<String, String> environment = new HashMap<>();
		container(store).path("env")
			.forEach(
					variable -> environment.put(variable.path("name").asString(), variable.path("value").asString("")));
		environment.putAll(changed);
		return shell().run(container(store).path("args")
			.path(0)
			.asString()
			.replace("/backup", folder.resolve("backup").toString())
			.replace("/app/data", folder.resolve("data").toString()), environment);
	}

	private List<String> backups() throws IOException {
		try (Stream<Path> files = Files.list(folder.resolve("backup"))) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "jdbc:postgresql://database:5432/coupons|postgresql://database:5432/coupons",
					"jdbc:postgresql://db1,db2:5433/coupons?targetServerType=primary|postgresql://db1,db2:5433/coupons",
					"jdbc:postgresql://db/coupons?tcpKeepAlive=true&user=shop&sslmode=verify-full&password=p%3Fq"
							+ "|postgresql://db/coupons?user=shop&sslmode=verify-full&password=p%3Fq",
					"jdbc:postgresql://db/coupons?ssl=true|postgresql://db/coupons?ssl=true" })
	void asksTheServerOfTheServiceInWordsThatPgDumpUnderstands(String url, String understood) throws Exception {
		shell().have("pg_dump", "touch \"${2#--file=}\"");

		assertThat(backUp("postgresql", Map.of("COUPON_POSTGRESQL_URL", url))).isZero();

		assertThat(shell().calls()).singleElement().asString().endsWith(" " + understood);
		assertThat(backups()).singleElement().asString().matches("coupons-\\d{8}T\\d{6}Z");
	}

	@Test
	void asksTheServerThatTakesWrites() {
		assertThat(container("postgresql").path("env"))
			.anyMatch(variable -> variable.path("name").asString().equals("PGTARGETSESSIONATTRS")
					&& variable.path("value").asString().equals("read-write"));
	}

	@Test
	void keepsNoBackupThatBrokeOffWhenTheNextOneBegins() throws Exception {
		Files.createFile(folder.resolve("backup/coupons-20261125T031500Z"));
		Files.createFile(folder.resolve("backup/coupons-20261126T031500Z.part"));
		Files.createFile(folder.resolve("backup/coupons-20261126T031500Z.part-journal"));
		shell().have("pg_dump", "exit 1");

		assertThat(backUp("postgresql", Map.of())).isOne();

		assertThat(backups()).containsExactly("coupons-20261125T031500Z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void endsBeforeTheNextNight(String store) {
		assertThat(Manifests.of(store).only("CronJob").path("spec").findPath("activeDeadlineSeconds").asInt(0))
			.isBetween(1, 86_400 / 2);
	}

	@Test
	void copiesTheFileOfAServiceThatIssues() throws Exception {
		haveADatabaseOfManyPages();

		assertThat(whileCouponsAreIssued(() -> backUp("sqlite", Map.of()))).isZero();

		assertThat(backups()).singleElement().asString().matches("coupons-\\d{8}T\\d{6}Z");
		assertThatAllCouponsAreIn("backup/" + backups().getFirst());
	}

	@Test
	void copiesTheFileByTheCommandOfTheDocument() throws Exception {
		haveADatabaseOfManyPages();
		String command = Files.readAllLines(Path.of("docs/stores.md"))
			.stream()
			.filter(line -> line.startsWith("sqlite3 data/coupons.db"))
			.findFirst()
			.orElseThrow();

		assertThat(whileCouponsAreIssued(() -> shell().run(command, Map.of()))).isZero();

		assertThatAllCouponsAreIn("backup.db");
	}

	private Connection open(String file) throws SQLException {
		return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
	}

	private void haveADatabaseOfManyPages() throws SQLException {
		assumeThat(System.getenv("PATH").split(":")).as("no sqlite3: put it on the PATH")
			.anyMatch(bin -> Files.isExecutable(Path.of(bin, "sqlite3")));
		try (Connection database = open("data/coupons.db"); Statement statement = database.createStatement()) {
			statement.execute("PRAGMA journal_mode = WAL");
			statement.execute("CREATE TABLE coupon (code TEXT)");
			statement.execute("WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < "
					+ COUPONS + ") INSERT INTO coupon SELECT zeroblob(4000) FROM number");
		}
	}

	/** Does something while coupons are issued. */
	private int whileCouponsAreIssued(Callable<Integer> action) throws Exception {
		CountDownLatch issued = new CountDownLatch(10);
		AtomicBoolean over = new AtomicBoolean();
		try (ExecutorService threads = Executors.newSingleThreadExecutor();
				Connection database = open("data/coupons.db");
				Statement statement = database.createStatement()) {
			statement.execute("PRAGMA synchronous = OFF");
			Future<?> issuer = threads.submit(() -> {
				while (!over.get()) {
					statement.execute("INSERT INTO coupon VALUES ('LATE')");
					issued.countDown();
				}
				return true;
			});
			issued.await();
			try {
				return action.call();
			}
			finally {
				over.set(true);
				issuer.get();
			}
		}
	}

	private void assertThatAllCouponsAreIn(String file) throws SQLException {
		try (Connection database = open(file); Statement statement = database.createStatement()) {
			assertThat(statement.executeQuery("PRAGMA integrity_check").getString(1)).isEqualTo("ok");
			assertThat(statement.executeQuery("SELECT count(*) FROM coupon").getInt(1)).isGreaterThan(COUPONS);
		}
	}

}
