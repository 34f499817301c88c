package dev.coupon.client.typescript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The generated client in TypeScript and the running service. Skipped where Node.js is
 * not installed, or its packages can't be had.
 */
class TypeScriptClientTests {

	private static final Path SOURCE = Path.of("typescript");

	private static final Path FOLDER = Path.of("target/typescript");

	@Test
	void compilesAndCallsTheService() throws Exception {
		assumeTrue(isInstalled(), "Node.js is not installed: npm is not on the PATH");
		for (String file : List.of("package.json", "tsconfig.json", "use.test.ts")) {
			Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
		}
		Process install = start("npm", "install", "--no-package-lock", "--no-audit", "--no-fund");
		String installed = output(install);
		assumeTrue(install.waitFor() == 0, "The packages of TypeScript can't be had: " + installed);

		Process use = start("npm", "test");
		String used = output(use);

		assertThat(use.waitFor()).as(used).isZero();
		assertThat(used).containsPattern("pass 5\\b");
	}

	private static boolean isInstalled() throws InterruptedException {
		try {
			Process npm = new ProcessBuilder("npm", "--version").start();
			return npm.waitFor() == 0;
		}
		catch (IOException e) {
			return false;
		}
	}

	private static Process start(String... command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true);
		builder.environment().put("COUPON_URL", System.getProperty("coupon.url"));
		return builder.start();
	}

	private static String output(Process process) throws IOException {
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
