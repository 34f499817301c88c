package dev.coupon.kill;

import dev.coupon.CouponApplication;
import dev.coupon.testing.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The service in a process of its own, always on the same port. */
final class ServiceProcess implements AutoCloseable {

	private final int port = FreePorts.one();

	private final ProcessBuilder builder;

	private @Nullable Process process;

	/**
	 * @param log where its output goes
	 */
	ServiceProcess(Path log, String... settings) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-cp", classPath(),
						CouponApplication.class.getName(), "--server.port=" + port, "--coupon.warm-up.requests=0",
						"--springdoc.api-docs.enabled=false"));
		command.addAll(List.of(settings));
		this.builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
	}

	/** Without the tests, which would put their clock in the service. */
	private static String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter(entry -> !entry.endsWith("test-classes"))
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** Starts it, without waiting until it serves. */
	void start() {
		try {
			process = builder.start();
		}
		catch (IOException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Kills it without a chance to tidy up. */
	void kill() {
		if (process != null) {
			process.destroyForcibly().onExit().join();
		}
	}

	/** Asks it to stop, as Docker and Kubernetes do, and returns when it has ended. */
	void stop() {
		if (process != null) {
			process.destroy();
			process.onExit().join();
		}
	}

	URI uri() {
		return URI.create("http://localhost:" + port);
	}

	@Override
	public void close() {
		kill();
	}

}
