package dev.coupon.store.valkey;

import dev.coupon.store.valkey.connection.Connections;
import dev.coupon.store.valkey.connection.Connections.Treatment;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** A server in a process of its own, which can be killed and started again. */
final class RedisProcess implements AutoCloseable {

	/** The settings with which it keeps on disk all that it answers. */
	static final String[] DURABLE = { "appendonly", "yes", "appendfsync", "always" };

	private static final class Binary {

		private static final File FILE = find();

		private static File find() {
			try {
				String own = System.getProperty("redis.server");
				return own == null ? ExecutableProvider.newJarResourceProvider().get() : new File(own);
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}

	}

	private final int port;

	private final Path folder;

	private final ProcessBuilder builder;

	private @Nullable Process process;

	/**
	 * The program: the one of the build, or the one that {@code -Dredis.server} names.
	 */
	static File program() {
		return Binary.FILE;
	}

	/**
	 * @param folder for its files, which may exist already
	 * @param settings such as {@code appendonly}, {@code yes}
	 */
	RedisProcess(int port, Path folder, String... settings) {
		this(port, folder, command(port, folder, settings));
	}

	private RedisProcess(int port, Path folder, List<String> command) {
		this.port = port;
		this.folder = folder;
		try {
			Files.createDirectories(folder);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		this.builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
	}

	private static List<String> command(int port, Path folder, String... settings) {
		List<String> command = new ArrayList<>(List.of(Binary.FILE.getPath(), "--port", Integer.toString(port),
				"--bind", "127.0.0.1", "--save", "", "--dir", folder.toString()));
		for (int i = 0; i < settings.length; i += 2) {
			command.addAll(List.of("--" + settings[i], settings[i + 1]));
		}
		return command;
	}

	/**
	 * A Sentinel that watches a primary under the name {@code coupons}. Two must agree
	 * that it has failed.
	 */
	static RedisProcess sentinel(int port, Path folder, RedisProcess primary) {
		Path settings = folder.resolve("sentinel.conf");
		RedisProcess sentinel = new RedisProcess(port, folder,
				List.of(Binary.FILE.getPath(), settings.toString(), "--sentinel"));
		try {
			Files.writeString(settings, """
					port %d
					bind 127.0.0.1
					dir %s
					sentinel monitor coupons 127.0.0.1 %d 2
					sentinel down-after-milliseconds coupons 1000
					sentinel failover-timeout coupons 3000
					""".formatted(port, folder, primary.port));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return sentinel;
	}

	int port() {
		return port;
	}

	/** The folder with its files. */
	Path folder() {
		return folder;
	}

	RedisURI address() {
		return RedisURI.builder().withHost("127.0.0.1").withPort(port).withTimeout(Duration.ofSeconds(10)).build();
	}

	/** Starts it, and returns when it answers. */
	RedisProcess start() {
		try {
			process = builder.start();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.ignoreExceptions()
			.until(() -> ask(connection -> connection.sync().ping()).equals("PONG"));
		return this;
	}

	/** Connects a store to it, in the way in which it is alone. */
	Connections connect(Duration deadline) {
		return Connections.open(List.of(address()),
				new Treatment(deadline, Long.toString(System.nanoTime(), Character.MAX_RADIX), 0),
				new SimpleMeterRegistry());
	}

	/** Kills it without a chance to tidy up. */
	void kill() {
		if (process != null) {
			process.destroyForcibly().onExit().join();
		}
	}

	/** Sends a signal, such as STOP and CONT. */
	void signal(String signal) {
		try {
			new ProcessBuilder("kill", "-" + signal, Long.toString(process == null ? 0 : process.pid())).start()
				.onExit()
				.join();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The CPU time that it has taken. */
	Duration cpu() {
		return process == null ? Duration.ZERO : process.info().totalCpuDuration().orElseThrow();
	}

	/** Asks it something over a connection of its own. */
	<T> T ask(Function<StatefulRedisConnection<String, String>, T> question) {
		try (RedisClient client = RedisClient.create(address());
				StatefulRedisConnection<String, String> connection = client.connect()) {
			return question.apply(connection);
		}
	}

	@Override
	public void close() {
		kill();
	}

}
