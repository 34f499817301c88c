package dev.coupon.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.coupon.domain.decision.stock.StockLevel;
import dev.coupon.domain.port.move.CampaignMoves;
import dev.coupon.store.batch.BatchQueue.Limits;
import dev.coupon.store.batch.retry.Retries;
import dev.coupon.store.jdbc.JdbcCampaignRepository.Queues;
import dev.coupon.store.jdbc.connection.Dialect;
import dev.coupon.store.jdbc.connection.Transactions;
import dev.coupon.store.jdbc.connection.Transactions.Database;
import dev.coupon.store.jdbc.move.JdbcCampaignMoves;
import dev.coupon.store.jdbc.postgresql.PostgresqlServer;
import dev.coupon.store.jdbc.postgresql.PostgresqlSettings;
import dev.coupon.store.jdbc.sqlite.SqliteFile;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/** A database with tables, and stores in it. */
final class TestDatabase implements AutoCloseable {

	private static final Duration DEADLINE = Duration.ofSeconds(10);

	private static final int CONNECTIONS = 8;

	private static final List<String> TABLES = List.of("webhook", "webhook_delivery", "report", "feed_run", "feed_end",
			"log_entry", "voiding", "redemption", "coupon", "campaign_counter", "campaign", "writer", "promise",
			"rate_bucket");

	/** One server for all tests; it stops with the virtual machine. */
	private static final class Server {

		private static final EmbeddedPostgres POSTGRES = start();

		private static EmbeddedPostgres start() {
			try {
				return EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start();
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}

	}

	private final HikariDataSource source;

	private final Dialect dialect;

	private TestDatabase(HikariDataSource source, Dialect dialect) {
		this.source = source;
		this.dialect = dialect;
	}

	static TestDatabase sqlite(Path folder) {
		return new TestDatabase(SqliteFile.open(folder.resolve("coupons.db"), CONNECTIONS, DEADLINE), Dialect.SQLITE);
	}

	static TestDatabase postgresql() {
		return postgresql(Server.POSTGRES, "postgres");
	}

	/** A database on a server of its own that survives a failure of the machine. */
	static TestDatabase durablePostgresql() throws IOException {
		EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setServerConfig("fsync", "on")
			.setServerConfig("full_page_writes", "on")
			.setServerConfig("synchronous_commit", "on")
			.start();
		return postgresql(server, "postgres");
	}

	/** A database whose time is what a table says. */
	static TestDatabase postgresqlWithSettableTime() throws SQLException {
		try (Connection server = Server.POSTGRES.getPostgresDatabase().getConnection();
				Statement statement = server.createStatement()) {
			statement.execute("CREATE DATABASE model");
			statement.execute("ALTER DATABASE model SET search_path = public, model, pg_catalog");
		}
		try (Connection model = Server.POSTGRES.getDatabase("postgres", "model").getConnection();
				Statement statement = model.createStatement()) {
			statement.execute("CREATE SCHEMA model");
			statement.execute("CREATE TABLE model.time AS SELECT 0::BIGINT AS millis");
			statement.execute("CREATE FUNCTION model.clock_timestamp() RETURNS TIMESTAMPTZ LANGUAGE SQL AS "
					+ "'SELECT to_timestamp(millis / 1000.0) FROM model.time'");
		}
		return postgresql(Server.POSTGRES, "model");
	}

	/** The address of the server that the tests share. */
	static String serverUrl() {
		return serverUrl("postgres");
	}

	/** The address of a database on the server that the tests share. */
	static String serverUrl(String name) {
		return Server.POSTGRES.getJdbcUrl("postgres", name);
	}

	/** Runs statements as the owner of the server, each on its own. */
	static void administer(String... statements) throws SQLException {
		try (Connection server = Server.POSTGRES.getPostgresDatabase().getConnection();
				Statement statement = server.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	/** An empty database with as many connections as are wanted. */
	static TestDatabase postgresql(String name, int connections) throws SQLException {
		administer("CREATE DATABASE " + name);
		return new TestDatabase(
				PostgresqlServer.open(new PostgresqlSettings(serverUrl(name), "postgres", "", connections),
						Duration.ofSeconds(2), Clock.SYSTEM),
				Dialect.POSTGRESQL);
	}

	/** A database that exists on the server that the tests share. */
	static TestDatabase postgresqlNamed(String name) {
		return postgresql(Server.POSTGRES, name);
	}

	/** A database that ends what takes a second. */
	static TestDatabase impatientPostgresql() {
		return postgresql(Server.POSTGRES, "postgres", Duration.ofSeconds(1));
	}

	private static TestDatabase postgresql(EmbeddedPostgres server, String name) {
		return postgresql(server, name, DEADLINE);
	}

	private static TestDatabase postgresql(EmbeddedPostgres server, String name, Duration deadline) {
		String url = server.getJdbcUrl("postgres", name);
		return new TestDatabase(
				PostgresqlServer.open(new PostgresqlSettings(url, "postgres", "", CONNECTIONS), deadline, Clock.SYSTEM),
				Dialect.POSTGRESQL);
	}

	HikariDataSource source() {
		return source;
	}

	/** A store on the connections of the given source. */
	JdbcCampaignRepository store(DataSource through, RandomGenerator random) {
		return store(through, random, DEADLINE);
	}

	JdbcCampaignRepository store(DataSource through, RandomGenerator random, Duration deadline) {
		return store(through, random, 256, deadline);
	}

	JdbcCampaignRepository store(DataSource through, RandomGenerator random, int maxBatch, Duration deadline) {
		boolean oneWriter = dialect == Dialect.SQLITE;
		Queues queues = new Queues(new Limits(CONNECTIONS / 2 - Lanes.REPORTERS, 1, 10_000, deadline),
				new Limits(oneWriter ? 1 : CONNECTIONS / 2, maxBatch, 10_000, deadline), oneWriter);
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		return new JdbcCampaignRepository(
				new Transactions(new Database(through, dialect), random, new Retries(deadline), meters), queues,
				new JdbcStore.Tools(random, StockLevel.DEFAULT, meters));
	}

	private Transactions transactions() {
		return new Transactions(new Database(source, dialect), new Random(), new Retries(DEADLINE),
				new SimpleMeterRegistry());
	}

	/** The moves of campaigns out of the database and into it. */
	CampaignMoves moves() {
		return new JdbcCampaignMoves(transactions());
	}

	/** The tables, each with the number of its columns. */
	List<String> columns() {
		String sql = dialect == Dialect.SQLITE ? """
				SELECT m.name || ' ' || COUNT(*) FROM sqlite_master m, pragma_table_info(m.name) p
				WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' GROUP BY m.name""" : """
				SELECT table_name || ' ' || COUNT(*) FROM information_schema.columns
				WHERE table_schema = 'public' GROUP BY table_name""";
		return transactions().read(tx -> tx.rows(sql, (row, number) -> row.getString(1)));
	}

	/** The database's time. */
	Instant now() {
		return transactions().read(tx -> Objects
			.requireNonNull(tx.row("SELECT $now AS now", (row, number) -> Instant.ofEpochMilli(row.getLong("now")))));
	}

	void empty() {
		transactions().write(tx -> {
			TABLES.forEach(table -> tx.update("DELETE FROM " + table));
			return true;
		}, done -> done);
	}

	@Override
	public void close() {
		source.close();
	}

}
