package dev.coupon.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.springframework.util.FileSystemUtils;

/** How often the tests kill, and when. */
final class Kills {

	/** How often each test kills: {@code -Dkill.count}. */
	static final int COUNT = Integer.getInteger("kill.count", 1);

	private static final long SEED = Long.getLong("kill.seed", new Random().nextInt(1_000_000));

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private Kills() {
	}

	/** The same moments for the same {@code -Dkill.seed}. */
	static Random random(Class<?> test) {
		System.out.printf("%s: -Dkill.count=%d -Dkill.seed=%d%n", test.getSimpleName(), COUNT, SEED);
		return new Random(SEED);
	}

	/**
	 * An empty folder that outlives the test, for whoever wants to know what happened.
	 */
	static Path folder(Class<?> test) throws IOException {
		Path folder = Path.of("target", "kill", test.getSimpleName()).toAbsolutePath();
		FileSystemUtils.deleteRecursively(folder);
		return Files.createDirectories(folder);
	}

	static void pause(int millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	static void await(String what, BooleanSupplier condition) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) {
				throw new AssertionError("Waited in vain for " + what);
			}
			pause(10);
		}
	}

}
