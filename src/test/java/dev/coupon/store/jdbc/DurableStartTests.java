package dev.coupon.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.CouponApplication;
import dev.coupon.domain.Campaign;
import dev.coupon.domain.Coupon;
import dev.coupon.domain.log.Act;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.port.Outcome.Done;
import dev.coupon.domain.port.Outcome.Replayed;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.request.IssueRequest;
import dev.coupon.domain.port.request.RequestKey;
import dev.coupon.testing.CampaignBuilder;
import dev.coupon.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What an operator meets when the service starts with a database, or can't. */
@ExtendWith(OutputCaptureExtension.class)
class DurableStartTests {

	@TempDir
	private Path folder;

	private static ConfigurableApplicationContext start(String... settings) {
		return SpringApplication.run(CouponApplication.class,
				Stream
					.concat(Stream.of("--server.port=0", "--coupon.warm-up.requests=0", "--coupon.batch.deadline=1s"),
							Stream.of(settings))
					.toArray(String[]::new));
	}

	private ConfigurableApplicationContext startWithFile() {
		return start("--coupon.store=sqlite", "--coupon.sqlite.file=" + file());
	}

	private Path file() {
		return folder.resolve("new/coupons.db");
	}

	private static ConfigurableApplicationContext startWithServer(String url) {
		return start("--coupon.store=postgresql", "--coupon.postgresql.url=" + url,
				"--coupon.postgresql.user=postgres");
	}

	private static CampaignRepository store(ConfigurableApplicationContext service) {
		return service.getBean(CampaignRepository.class);
	}

	private static Coupon issueFirst(CampaignRepository store, Campaign campaign) {
		assertThat(store.create(campaign, Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
		return ((Done<Coupon>) store.issue(new IssueRequest(campaign.id(), "alice", RequestKey.common("key")))).value();
	}

	private static Campaign campaign() {
		return new CampaignBuilder(Instant.EPOCH, Instant.now().plus(Duration.ofHours(1))).build();
	}

	private static List<String> complaints(CapturedOutput output) {
		return output.getAll()
			.lines()
			.filter(line -> !line.isBlank() && !line.contains(" INFO ") && !line.contains("Protected mode")
					&& !line.contains("when its machine fails"))
			.toList();
	}

	@Test
	void keepsEverythingInAFileOverARestart(CapturedOutput output) {
		Campaign campaign = campaign();
		Coupon coupon;
		try (ConfigurableApplicationContext service = startWithFile()) {
			coupon = issueFirst(store(service), campaign);
		}
		try (ConfigurableApplicationContext service = startWithFile()) {
			assertThat(store(service).issue(new IssueRequest(campaign.id(), "alice", RequestKey.common("key"))))
				.isEqualTo(new Replayed<>(coupon));
		}
		assertThat(output).contains("The store is SQLite in " + file());
		assertThat(complaints(output)).isEmpty();
	}

	@Test
	void sharesAServerWithOtherInstances() {
		try (ConfigurableApplicationContext one = startWithServer(TestDatabase.serverUrl());
				ConfigurableApplicationContext other = startWithServer(TestDatabase.serverUrl())) {
			Campaign campaign = campaign();
			Coupon coupon = issueFirst(store(one), campaign);

			assertThat(store(other).issue(new IssueRequest(campaign.id(), "alice", RequestKey.common("key"))))
				.isEqualTo(new Replayed<>(coupon));
			assertThat(store(other).pause(campaign.id(), true, null, Act.OF_THE_SERVICE)).isInstanceOf(Done.class);
			assertThat(((Done<Snapshot>) store(one).find(campaign.id(), 0)).value().status())
				.isEqualTo(Campaign.Status.PAUSED);
		}
	}

	private static void assertComplaint(CapturedOutput output, String... parts) {
		assertThat(complaints(output)).singleElement().asString().contains("can't start").contains(parts);
	}

	@Test
	void saysInOneLineThatTheFileIsNoDatabase(CapturedOutput output) throws IOException {
		Files.createDirectories(file().getParent());
		Files.writeString(file(), "This is a letter to my aunt, and longer than a header of SQLite. ".repeat(40));

		assertThatThrownBy(this::startWithFile).isInstanceOf(Exception.class);
		assertComplaint(output, "not a database", "coupon.sqlite.file");
	}

	@Test
	void saysInOneLineThatTheFileIsAFolder(CapturedOutput output) throws IOException {
		Files.createDirectories(file());

		assertThatThrownBy(this::startWithFile).isInstanceOf(Exception.class);
		assertComplaint(output, file().toString(), "folder", "coupon.sqlite.file");
	}

	@Test
	void saysInOneLineThatTheFileIsAShortText(CapturedOutput output) throws IOException {
		Files.createDirectories(file().getParent());
		Files.writeString(file(), "To my aunt");

		assertThatThrownBy(this::startWithFile).isInstanceOf(Exception.class);
		assertComplaint(output, file().toString(), "not a database", "coupon.sqlite.file");
	}

	/** On Linux, nobody can create files there, not even the superuser. */
	@ParameterizedTest
	@ValueSource(strings = { "/proc/coupons.db", "/proc/folder/coupons.db" })
	@EnabledOnOs(OS.LINUX)
	void saysInOneLineThatTheFileCanNotBeCreated(String readOnly, CapturedOutput output) {
		assertThatThrownBy(() -> start("--coupon.store=sqlite", "--coupon.sqlite.file=" + readOnly))
			.isInstanceOf(Exception.class);
		assertComplaint(output, readOnly, "coupon.sqlite.file");
	}

	@Test
	void saysInOneLineThatAnotherProcessHasLockedTheFile(CapturedOutput output) throws SQLException {
		startWithFile().close();
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
				Statement statement = connection.createStatement()) {
			statement.execute("BEGIN IMMEDIATE");

			assertThatThrownBy(this::startWithFile).isInstanceOf(Exception.class);
		}
		assertComplaint(output, file().toString(), "locked", "End the process");
	}

	@Test
	void saysInOneLineThatAnotherInstanceUsesTheFile(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext first = startWithFile()) {
			Path link = Files.createSymbolicLink(folder.resolve("link.db"), file());
			for (Path name : List.of(file(), link)) {
				assertThatThrownBy(() -> start("--coupon.store=sqlite", "--coupon.sqlite.file=" + name))
					.isInstanceOf(Exception.class);
			}
			assertThat(complaints(output)).hasSize(2)
				.allSatisfy(line -> assertThat(line).contains("can't start", "another instance", "Stop that instance"));
			issueFirst(store(first), campaign());
		}
		startWithFile().close();
	}

	@Test
	void takesOverTheFileOfAnInstanceThatStopsMeanwhile() {
		ConfigurableApplicationContext first = startWithFile();
		CompletableFuture<ConfigurableApplicationContext> second = CompletableFuture.supplyAsync(this::startWithFile);
		first.close();
		second.join().close();
	}

	@Test
	void saysInOneLineThatThereIsNoFolderForTheFile(CapturedOutput output) throws IOException {
		Files.writeString(folder.resolve("new"), "in the way");

		assertThatThrownBy(this::startWithFile).isInstanceOf(Exception.class);
		assertComplaint(output, "folder", "coupon.sqlite.file");
	}

	@Test
	void saysInOneLineThatANewerVersionHasChangedTheTables(CapturedOutput output) throws SQLException {
		startWithFile().close();
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
				Statement statement = connection.createStatement()) {
			statement.execute("INSERT INTO schema_history SELECT 99, '99', 'later', type, 'V99__later.sql', checksum, "
					+ "installed_by, installed_on, execution_time, success FROM schema_history LIMIT 1");
		}

		assertThatThrownBy(this::startWithFile).isInstanceOf(Exception.class);
		assertComplaint(output, "newer version");
	}

	@Test
	void saysInOneLineThatTheServerIsDown(CapturedOutput output) {
		int free = FreePorts.one();

		assertThatThrownBy(() -> startWithServer("jdbc:postgresql://localhost:" + free + "/coupons"))
			.isInstanceOf(Exception.class);
		assertComplaint(output, "localhost:" + free, "coupon.postgresql.url");
	}

	private static ConfigurableApplicationContext startWithServer(String url, String user, String password) {
		return start("--coupon.store=postgresql", "--coupon.postgresql.url=" + url, "--coupon.postgresql.user=" + user,
				"--coupon.postgresql.password=" + password);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			value = {
					"jdbc:postgresql://nowhere.invalid/coupons|there is no host nowhere.invalid|coupon.postgresql.url",
					"jdbc:mysql://localhost/coupons?password=secret|no URL of a database|jdbc:postgresql://",
					"SERVER/nowhere|database \"nowhere\" does not exist|Create the database",
					"SERVER/postgres?sslmode=verify-full|SSL|coupon.postgresql.url" })
	void saysInOneLineThatThereIsNoSuchDatabase(String url, String problem, String remedy, CapturedOutput output) {
		String server = TestDatabase.serverUrl().replaceFirst("/postgres\\?.*", "");

		assertThatThrownBy(() -> startWithServer(url.replace("SERVER", server))).isInstanceOf(Exception.class);
		assertComplaint(output, problem, remedy);
		assertThat(output).doesNotContain("secret");
	}

	@Test
	void saysInOneLineThatTheServerDoesNotKnowTheUser(CapturedOutput output) {
		assertThatThrownBy(() -> startWithServer(TestDatabase.serverUrl(), "nobody", "secret"))
			.isInstanceOf(Exception.class);
		assertComplaint(output, "nobody", "coupon.postgresql.user");
		assertThat(output).doesNotContain("secret");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "ALTER DATABASE unusable SET default_transaction_read_only = on|takes no writes|ALTER ROLE",
					"ALTER DATABASE unusable SET search_path = nowhere|no schema|CREATE SCHEMA",
					"ALTER DATABASE unusable SET role = guest|may not create tables in the schema public|GRANT",
					"ALTER DATABASE unusable CONNECTION LIMIT 0|too many connections|max-connections" })
	void saysInOneLineThatTheServerDoesNotLetItWork(String sql, String problem, String remedy, CapturedOutput output)
			throws SQLException {
		TestDatabase.administer("CREATE ROLE guest", "CREATE ROLE visitor LOGIN PASSWORD 'secret'",
				"GRANT guest TO visitor", "CREATE DATABASE unusable", sql);
		try {
			assertThatThrownBy(() -> startWithServer(TestDatabase.serverUrl("unusable"), "visitor", "secret"))
				.isInstanceOf(Exception.class);
		}
		finally {
			TestDatabase.administer("DROP DATABASE unusable WITH (FORCE)", "DROP ROLE guest", "DROP ROLE visitor");
		}
		assertComplaint(output, problem, remedy);
	}

	@Test
	void saysInOneLineThatTheTablesAreNotItsOwn(CapturedOutput output) throws SQLException {
		TestDatabase.administer("CREATE ROLE visitor LOGIN", "CREATE DATABASE unusable");
		try {
			startWithServer(TestDatabase.serverUrl("unusable")).close();

			assertThatThrownBy(() -> startWithServer(TestDatabase.serverUrl("unusable"), "visitor", ""))
				.isInstanceOf(Exception.class);
		}
		finally {
			TestDatabase.administer("DROP DATABASE unusable WITH (FORCE)", "DROP ROLE visitor");
		}
		assertComplaint(output, "permission denied", "owner");
	}

	@Test
	void saysInOneLineThatTheServerForgets(CapturedOutput output) {
		String url = TestDatabase.serverUrl() + "&options=-c%20synchronous_commit=off";

		assertThatThrownBy(() -> startWithServer(url)).isInstanceOf(Exception.class);
		assertComplaint(output, "synchronous_commit", "ALTER ROLE");
	}

	@Test
	void saysInOneLineThatTheDatabaseKnowsTooFewCharacters(CapturedOutput output) throws SQLException {
		try (Connection connection = DriverManager.getConnection(TestDatabase.serverUrl());
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
		}
		String url = TestDatabase.serverUrl().replace("/postgres?", "/latin?");

		assertThatThrownBy(() -> startWithServer(url)).isInstanceOf(Exception.class);
		assertComplaint(output, "LATIN1", "UTF8");
	}

}
