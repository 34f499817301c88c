package dev.coupon.start.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.CouponApplication;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service in a process of its own, with a bean that hangs for ever, ends when the time
 * of the stop is up. Without the limit these tests would wait in vain.
 */
@Timeout(120)
class StopLimitTests {

	@TempDir
	private Path folder;

	@SuppressWarnings("NullAway.Init") // Each test starts it.
	private Process service;

	/**
	 * Puts the bean where the service finds it. All other tests are out of its sight,
	 * because they would put their clock in the service.
	 */
	@BeforeEach
	void copyBean() throws IOException {
		String file = HangingBean.class.getName().replace('.', '/') + ".class";
		Path copy = folder.resolve(file);
		Files.createDirectories(copy.getParent());
		try (InputStream bean = Objects.requireNonNull(HangingBean.class.getResourceAsStream("/" + file))) {
			Files.copy(bean, copy);
		}
	}

	@AfterEach
	void kill() {
		service.destroyForcibly().onExit().join();
	}

	@Test
	void endsAStopThoughABeanHangs() throws Exception {
		start("stop");
		await("Serving on port");

		service.destroy();

		assertThat(service.waitFor()).isEqualTo(143);
		assertThat(log()).contains(HangingBean.HANGS, "The stop took longer than 2000 ms");
	}

	@Test
	void endsAStopDuringAStartThatHangs() throws Exception {
		start("start");
		await(HangingBean.HANGS);

		service.destroy();

		assertThat(service.waitFor()).isEqualTo(143);
		assertThat(log()).contains("The stop took longer than 2000 ms").doesNotContain("Serving on port");
	}

	private void start(String hang) throws IOException {
		String classPath = Stream
			.concat(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
				.filter(entry -> !entry.endsWith("test-classes")), Stream.of(folder.toString()))
			.collect(Collectors.joining(File.pathSeparator));
		service = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-cp", classPath,
				CouponApplication.class.getName(), "--server.port=0", "--coupon.warm-up.requests=0",
				"--spring.lifecycle.timeout-per-shutdown-phase=2s",
				"--spring.main.sources=" + HangingBean.class.getName(), "--hang=" + hang)
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("log").toFile())
			.start();
	}

	private void await(String line) throws IOException, InterruptedException {
		while (!log().contains(line)) {
			assertThat(service.isAlive()).as(log()).isTrue();
			Thread.sleep(20);
		}
	}

	private String log() throws IOException {
		return Files.readString(folder.resolve("log"));
	}

}
