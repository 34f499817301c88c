package dev.coupon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A shell in a folder, with stand-ins for programs that aren't there.
 *
 * @param folder where scripts run
 */
record Shell(Path folder) {

	/** Makes a program that notes how it was called, and then does as it is told. */
	void have(String program, String does) throws IOException {
		Path file = Files.createDirectories(folder.resolve("bin")).resolve(program);
		Files.writeString(file, """
				#!/bin/sh
				echo "$*" | tr '\\n' ' ' | sed 's/ *$/\\n/' >> %s
				%s
				""".formatted(folder.resolve("calls"), does));
		assertThat(file.toFile().setExecutable(true)).isTrue();
	}

	/** The arguments of each call of a stand-in, in order. */
	List<String> calls() throws IOException {
		return Files.readAllLines(folder.resolve("calls"));
	}

	/** Runs a script, and returns its exit code. */
	int run(String script, Map<String, String> environment) throws Exception {
		ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-ec", script).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("log").toFile());
		shell.environment().merge("PATH", folder.resolve("bin") + ":", (path, first) -> first + path);
		shell.environment().putAll(environment);
		Process process = shell.start();
		boolean ended = process.waitFor(1, TimeUnit.MINUTES);
		process.descendants().forEach(ProcessHandle::destroyForcibly);
		assertThat(ended).as("the script ends").isTrue();
		return process.exitValue();
	}

}
