package dev.coupon.kill;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A PostgreSQL server that acknowledges nothing that it may lose. */
final class Postgres implements AutoCloseable {

	/** How long a server takes that does so, in milliseconds. */
	private static final int GIVING_UP = 200;

	private final Path data;

	private final Path log;

	private final EmbeddedPostgres server;

	Postgres(Path folder) throws IOException {
		this.data = folder.resolve("postgresql");
		this.log = folder.resolve("postgresql.log");
		this.server = EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setServerConfig("fsync", "on")
			.setServerConfig("full_page_writes", "on")
			.setServerConfig("synchronous_commit", "on")
			.setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
			.setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
			.start();
	}

	int port() {
		return server.getPort();
	}

	DataSource database() {
		return server.getPostgresDatabase();
	}

	private ProcessHandle postmaster() {
		try {
			return ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst()))
				.orElseThrow();
		}
		catch (IOException e) {
			throw new IllegalStateException(e);
		}
	}

	/**
	 * Kills one of the server's processes, such as one that serves a connection; the
	 * server ends all others and recovers. If it was recovering, it gives up, and is
	 * started anew as a service manager would.
	 */
	void killAnyProcess(Random random) {
		ProcessHandle postmaster = postmaster();
		List<String> command = command(postmaster);
		List<ProcessHandle> processes = postmaster.children().toList();
		processes.get(random.nextInt(processes.size())).destroyForcibly();
		postmaster.onExit().completeOnTimeout(postmaster, GIVING_UP, TimeUnit.MILLISECONDS).join();
		if (!postmaster.isAlive()) {
			Kills.await("the server's restart", () -> restart(command));
		}
	}

	/** Kills the server's first process, upon which the others end, and restarts it. */
	void killAndRestart() {
		ProcessHandle postmaster = postmaster();
		List<String> command = command(postmaster);
		List<ProcessHandle> others = postmaster.children().toList();
		postmaster.destroyForcibly();
		Stream.concat(Stream.of(postmaster), others.stream()).forEach(process -> process.onExit().join());
		Kills.await("the server's restart", () -> restart(command));
	}

	/** Sends a signal to all processes of the server, such as STOP and CONT. */
	void signal(String signal) {
		Stream.concat(Stream.of(postmaster()), postmaster().children()).forEach(process -> {
			try {
				new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().onExit().join();
			}
			catch (IOException e) {
				throw new IllegalStateException(e);
			}
		});
	}

	private static List<String> command(ProcessHandle postmaster) {
		List<String> command = new ArrayList<>();
		if ("root".equals(System.getProperty("user.name"))) {
			// The server refuses to run as root.
			command.addAll(List.of("unshare", "-U"));
		}
		command.add(postmaster.info().command().orElseThrow());
		command.addAll(List.of(postmaster.info().arguments().orElseThrow()));
		return command;
	}

	private boolean restart(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.start();
			while (process.isAlive() && !isUp()) {
				Kills.pause(50);
			}
			return process.isAlive();
		}
		catch (IOException e) {
			throw new IllegalStateException(e);
		}
	}

	private boolean isUp() {
		try (Connection connection = database().getConnection()) {
			return connection.isValid(1);
		}
		catch (SQLException e) {
			return false;
		}
	}

	@Override
	public void close() throws IOException {
		server.close();
	}

}
