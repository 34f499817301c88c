package dev.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The commands in the recipes, with the answers that the document shows. */
class RecipeTests {

	private static final Path RECIPES = Path.of("docs", "recipes.md");

	private static final Pattern BLOCK = Pattern.compile("(?ms)^```console\n(.*?)^```");

	private static final String JAR = "java -jar target/coupon-issuance.jar";

	@TempDir
	private Path folder;

	/** A command of the document, and the answer that it shows. */
	private record Step(String command, String answer) {

		boolean needsTheServiceStopped() {
			return command.startsWith(JAR);
		}

	}

	private static List<Step> steps() throws IOException {
		return BLOCK.matcher(Files.readString(RECIPES))
			.results()
			.flatMap(block -> Arrays.stream(block.group(1).split("(?m)^\\$ ")))
			.filter(text -> !text.isBlank())
			.map(RecipeTests::step)
			.toList();
	}

	/** A command ends with the first line that is complete for the shell. */
	private static Step step(String text) {
		List<String> lines = text.lines().toList();
		List<String> command = new ArrayList<>();
		for (String line : lines) {
			command.add(line);
			String whole = String.join("\n", command);
			if (!line.endsWith("\\") && whole.replace("'\"'\"'", "").chars().filter(c -> c == '\'').count() % 2 == 0) {
				break;
			}
		}
		return new Step(String.join("\n", command),
				String.join("\n", lines.subList(command.size(), lines.size())).strip());
	}

	private String run(String command) throws Exception {
		Process process = new ProcessBuilder("bash", "-c", command).directory(folder.toFile())
			.redirectErrorStream(true)
			.start();
		String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return answer.strip();
	}

	private static Pattern pattern(String answer) {
		return Pattern.compile(
				Arrays.stream(answer.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
				Pattern.DOTALL);
	}

	@Test
	@Timeout(value = 3, unit = TimeUnit.MINUTES)
	void answersAsTheDocumentSays() throws Exception {
		assumeTrue(run("command -v curl sha256sum seq").lines().count() == 3, "The recipes need bash, curl and seq");
		List<Step> steps = steps();
		assertThat(steps).hasSizeGreaterThan(20);
		try (ConfigurableApplicationContext service = SpringApplication.run(CouponApplication.class, "--server.port=0",
				"--coupon.warm-up.requests=0", "--coupon.store=sqlite",
				"--coupon.sqlite.file=" + folder.resolve("data/coupons.db"))) {
			String port = service.getEnvironment().getRequiredProperty("local.server.port");
			for (Step step : steps) {
				if (step.needsTheServiceStopped()) {
					SpringApplication.exit(service);
				}
				String command = step.command.replace("localhost:8080", "localhost:" + port)
					.replace(JAR, System.getProperty("java.home") + "/bin/java --enable-native-access=ALL-UNNAMED -cp '"
							+ System.getProperty("java.class.path") + "' " + CouponApplication.class.getName());
				assertThat(run(command)).as(step.command).matches(pattern(step.answer));
			}
		}
	}

}
