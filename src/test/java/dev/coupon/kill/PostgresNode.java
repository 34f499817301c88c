package dev.coupon.kill;

import dev.coupon.testing.FreePorts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server that is a primary or its synchronous replica. As a primary, it
 * acknowledges a transaction when it is on the disk of both.
 */
final class PostgresNode implements AutoCloseable {

	/**
	 * Files and folders that belong to a running server and not to a copy of its data.
	 */
	private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts", "pg_wal", "pg_replslot");

	private final Path data;

	private final Path log;

	private final String program;

	private final int port = FreePorts.one();

	private @Nullable Process process;

	private PostgresNode(Path folder, String program) {
		this.data = folder.resolve("data");
		this.log = folder.resolve("postgresql.log");
		this.program = program;
	}

	/** A primary with an empty database. Its folder must not exist. */
	static PostgresNode primary(Path folder) throws IOException {
		EmbeddedPostgres origin = EmbeddedPostgres.builder()
			.setDataDirectory(folder.resolve("data"))
			.setCleanDataDirectory(false)
			.start();
		PostgresNode node;
		try (origin) {
			node = new PostgresNode(folder, program(folder.resolve("data")));
		}
		node.start();
		return node;
	}

	private static String program(Path data) throws IOException {
		return ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst()))
			.orElseThrow()
			.info()
			.command()
			.orElseThrow();
	}

	/** A replica of the primary. */
	static PostgresNode replicaOf(PostgresNode primary, Path folder) throws IOException {
		PostgresNode node = new PostgresNode(folder, primary.program);
		node.becomeReplicaOf(primary);
		return node;
	}

	/** Deletes all data, and starts with those of the primary. */
	void becomeReplicaOf(PostgresNode primary) throws IOException {
		FileSystemUtils.deleteRecursively(data);
		Files.createDirectories(data.getParent());
		Files.createDirectory(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		primary.copyTo(data);
		Files.createFile(data.resolve("standby.signal"));
		Files.writeString(data.resolve("postgresql.auto.conf"),
				"primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'".formatted(primary.port));
		start();
		Kills.await("the replica",
				() -> primary.ask("SELECT COUNT(*) FROM pg_stat_replication WHERE sync_state = 'sync'").equals("1"));
	}

	/**
	 * Copies the data of the running server, as
	 * <a href="https://www.postgresql.org/docs/17/continuous-archiving.html">PostgreSQL's
	 * documentation</a> says about a backup by its low-level API.
	 */
	private void copyTo(Path copy) throws IOException {
		try (Connection connection = database().getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("SELECT pg_backup_start('replica', true)");
			copyFiles(copy);
			try (ResultSet row = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
				row.next();
				Files.writeString(copy.resolve("backup_label"), row.getString(1));
			}
		}
		catch (SQLException e) {
			throw new IllegalStateException(e);
		}
		Files.createDirectories(copy.resolve("pg_wal"));
		Files.createDirectories(copy.resolve("pg_replslot"));
	}

	private void copyFiles(Path copy) throws IOException {
		Files.walkFileTree(data, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
				if (NOT_COPIED.contains(folder.getFileName().toString())) {
					return FileVisitResult.SKIP_SUBTREE;
				}
				Files.createDirectories(copy.resolve(data.relativize(folder)));
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				if (!NOT_COPIED.contains(file.getFileName().toString())) {
					try {
						Files.copy(file, copy.resolve(data.relativize(file)));
					}
					catch (NoSuchFileException e) {
						return visitFileFailed(file, e);
					}
				}
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(Path file, IOException e) {
				// The server has deleted the file meanwhile.
				return FileVisitResult.CONTINUE;
			}
		});
	}

	/** Starts the server on its data, and returns when it answers. */
	void start() {
		List<String> command = new ArrayList<>();
		if ("root".equals(System.getProperty("user.name"))) {
			// The server refuses to run as root.
			command.addAll(List.of("unshare", "-U"));
		}
		command.addAll(List.of(program, "-D", data.toString(), "-p", String.valueOf(port)));
		for (String setting : List.of("listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=on",
				"full_page_writes=on", "synchronous_commit=on", "synchronous_standby_names=*", "wal_keep_size=256MB",
				"wal_retrieve_retry_interval=100ms", "autovacuum=off")) {
			command.addAll(List.of("-c", setting));
		}
		try {
			process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.start();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		Kills.await("a server that starts, see " + log, this::isUp);
	}

	private boolean isUp() {
		try (Connection connection = database().getConnection()) {
			return connection.isValid(1);
		}
		catch (SQLException e) {
			return false;
		}
	}

	/** Takes over from the primary. */
	void promote() {
		Kills.await("the promotion", () -> ask("SELECT pg_promote(true, 60)").equals("t"));
	}

	/** The first column of the only row of a query. */
	String ask(String query) {
		try (Connection connection = database().getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(query)) {
			row.next();
			return String.valueOf(row.getString(1));
		}
		catch (SQLException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Sends a signal to all processes of the server, such as STOP, CONT and KILL. */
	void signal(String signal) {
		if (process != null) {
			List<ProcessHandle> processes = new ArrayList<>(process.descendants().toList());
			processes.add(process.toHandle());
			for (ProcessHandle one : processes) {
				try {
					new ProcessBuilder("kill", "-" + signal, String.valueOf(one.pid())).start().onExit().join();
				}
				catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			}
		}
	}

	/** Kills all processes of the server. */
	void kill() {
		if (process != null) {
			signal("KILL");
			process.onExit().join();
		}
	}

	int port() {
		return port;
	}

	PGSimpleDataSource database() {
		PGSimpleDataSource database = new PGSimpleDataSource();
		database.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
		database.setUser("postgres");
		return database;
	}

	@Override
	public void close() {
		kill();
	}

}
