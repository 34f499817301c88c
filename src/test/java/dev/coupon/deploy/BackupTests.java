package dev.coupon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the backup of the manifests does, run by a shell. */
class BackupTests {

	@TempDir
	Path folder;

	@BeforeEach
	void haveVolumes() throws IOException {
		Files.createDirectory(folder.resolve("backup"));
		Files.createDirectory(folder.resolve("data"));
		Files.createDirectory(folder.resolve("bin"));
	}

	/**
	 * Puts a program in the way that notes how it was called, and then does as it is
	 * told.
	 */
	private void havePgDump(String does) throws IOException {
		Path program = folder.resolve("bin/pg_dump");
		Files.writeString(program, """
				#!/bin/sh
				printf '%%s\\n' "$@" > %s
				%s
				""".formatted(folder.resolve("asked"), does));
		assertThat(program.toFile().setExecutable(true)).isTrue();
	}

	private static JsonNode container(String store) {
		return Manifests.of(store).only("CronJob").findValue("containers").path(0);
	}

	/** Runs the backup of a store with its environment, and returns its exit code. */
	private int backUp(String store, Map<String, String> changed) throws Exception {
		String script = container(store).path("args")
			.path(0)
			.asString()
			.replace("/backup", folder.resolve("backup").toString())
			.replace("/app/data", folder.resolve("data").toString());
		ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-ec", script).redirectErrorStream(true)
			.redirectOutput(folder.resolve("log").toFile());
		Map<String, String> environment = shell.environment();
		environment.merge("PATH", folder.resolve("bin") + ":", (path, first) -> first + path);
		container(store).path("env")
			.forEach(
					variable -> environment.put(variable.path("name").asString(), variable.path("value").asString("")));
		environment.putAll(changed);
		Process process = shell.start();
		try {
			assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("the backup ends").isTrue();
			return process.exitValue();
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

	private List<String> backups() throws IOException {
		try (var files = Files.list(folder.resolve("backup"))) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"jdbc:postgresql://database:5432/coupons|postgresql://database:5432/coupons",
			"jdbc:postgresql://db1,db2:5433/coupons?targetServerType=primary|postgresql://db1,db2:5433/coupons",
			"jdbc:postgresql://db/coupons?tcpKeepAlive=true&user=shop&sslmode=verify-full&password=p%3Fq"
					+ "|postgresql://db/coupons?user=shop&sslmode=verify-full&password=p%3Fq",
			"jdbc:postgresql://db/coupons?ssl=true|postgresql://db/coupons?ssl=true" })
	void asksTheServerOfTheServiceInWordsThatPgDumpUnderstands(String url, String understood) throws Exception {
		havePgDump("touch \"${2#--file=}\"");

		assertThat(backUp("postgresql", Map.of("COUPON_POSTGRESQL_URL", url))).isZero();

		assertThat(Files.readAllLines(folder.resolve("asked"))).last().isEqualTo(understood);
		assertThat(backups()).singleElement().asString().matches("coupons-\\d{8}T\\d{6}Z");
	}

	@Test
	void asksTheServerThatTakesWrites() {
		assertThat(container("postgresql").path("env"))
			.anyMatch(variable -> variable.path("name").asString().equals("PGTARGETSESSIONATTRS")
					&& variable.path("value").asString().equals("read-write"));
	}

}
