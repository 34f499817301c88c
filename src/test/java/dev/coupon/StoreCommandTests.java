package dev.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.FreePorts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import redis.embedded.RedisServer;
import tools.jackson.databind.JsonNode;

/** The commands that move a campaign from one store to another. */
class StoreCommandTests {

	private static final String CAMPAIGN = "/api/v1/campaigns/spring";

	@TempDir
	private Path folder;

	/** The outcome of a command. */
	private record Ran(int exitCode, String out, String err) {
	}

	private static Ran run(String input, String command, List<String> args) {
		return run(input, command, args, StandardCharsets.UTF_8);
	}

	/**
	 * Runs a command as a machine with a charset does, with a file as its input. A
	 * command logs warnings only, and tests that come later read more than these.
	 */
	private static Ran run(String input, String command, List<String> args, Charset machine) {
		PrintStream systemOut = System.out;
		PrintStream systemErr = System.err;
		InputStream systemIn = System.in;
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
		System.setOut(new PrintStream(out, true, machine));
		System.setErr(new PrintStream(err, true, machine));
		try {
			int exitCode = new StoreCommand(CouponApplication::addSources).run(command, args);
			return new Ran(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(machine));
		}
		finally {
			System.setIn(systemIn);
			System.setOut(systemOut);
			System.setErr(systemErr);
			LoggingSystem.get(StoreCommandTests.class.getClassLoader())
				.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
		}
	}

	private List<String> store(String file, String... more) {
		List<String> args = new ArrayList<>(List.of(more));
		args.add("--coupon.store=sqlite");
		args.add("--coupon.sqlite.file=" + folder.resolve(file));
		return args;
	}

	private Ran export(String file) {
		return run("", "export-campaign", store(file, "spring"));
	}

	private Ran importInto(String file, String lines) {
		return run(lines, "import-campaign", store(file));
	}

	private <T> T serving(String file, Function<Api, T> work) {
		List<String> args = store(file, "--server.port=0", "--coupon.warm-up.requests=0");
		try (ConfigurableApplicationContext service = SpringApplication.run(CouponApplication.class,
				args.toArray(String[]::new))) {
			return work
				.apply(new Api(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class)));
		}
	}

	private static Answer issue(Api api, String user) {
		return api.request("POST", CAMPAIGN + "/coupons")
			.header("Idempotency-Key", user)
			.json("{\"userId\": \"" + user + "\"}")
			.send();
	}

	/** Makes a campaign with two coupons, and returns its file. */
	private String exported(String file) {
		serving(file, api -> {
			api.post("/api/v1/campaigns", Api.settings("spring", 3));
			String code = issue(api, "alice").json().path("code").asString();
			assertThat(api.post("/api/v1/coupons/" + code + "/redemption").status()).isEqualTo(200);
			return issue(api, "bob");
		});
		Ran export = export(file);
		assertThat(export.exitCode).as(export.err).isZero();
		return export.out;
	}

	private static List<JsonNode> evidence(Api api) {
		JsonNode report = api.get(CAMPAIGN + "/report").json();
		return List.of(report.path("sha256"), report.path("consistent"), report.path("issued"));
	}

	@Test
	void aCampaignIsTheSameOnAServerAndBackAgain() throws IOException {
		String file = exported("here.db");
		RedisServer server = RedisServer.newRedisServer().port(FreePorts.one()).setting("save \"\"").build();
		server.start();
		try {
			List<String> there = List.of("--coupon.store=valkey", "--coupon.valkey.accept-loss=true",
					"--coupon.valkey.url=redis://127.0.0.1:" + server.ports().getFirst());
			Ran imported = run(file, "import-campaign", there);
			assertThat(imported.exitCode).as(imported.err).isZero();
			Ran export = run("", "export-campaign", Stream.concat(Stream.of("spring"), there.stream()).toList());
			assertThat(export.exitCode).as(export.err).isZero();
			assertThat(export.out).isEqualTo(file);
			assertThat(importInto("back.db", export.out).exitCode).isZero();
			assertThat(export("back.db").out).isEqualTo(file);
		}
		finally {
			server.stop();
		}
	}

	@Test
	void aCampaignIsTheSameInAnotherStore() {
		String file = exported("here.db");
		List<JsonNode> before = serving("here.db", StoreCommandTests::evidence);
		Ran export = export("here.db");
		assertThat(export.out).isEqualTo(file);
		assertThat(export.err).contains("Exported campaign spring: 2 issued, 1 redeemed, 0 void, sha256 ",
				", consistent", "those that are not issued");

		Ran imported = importInto("there.db", file);

		assertThat(imported.exitCode).as(imported.err).isZero();
		assertThat(imported.out).isEmpty();
		String facts = export.err.lines().findFirst().orElseThrow().replace("Exported", "Imported");
		assertThat(imported.err.lines()).containsExactly(facts);
		assertThat(export("there.db").out).isEqualTo(file);
		assertThat(serving("there.db", StoreCommandTests::evidence)).isEqualTo(before);
		serving("there.db", api -> {
			assertThat(issue(api, "alice").header("Idempotent-Replayed")).contains("true");
			assertThat(issue(api, "carol").json().path("sequence").asInt()).isEqualTo(3);
			return assertThat(issue(api, "dave").problem()).isEqualTo("campaign-exhausted");
		});
	}

	@Test
	void namesInAnyLanguageAreMovedAlsoWhereTheMachineKnowsNoneOfTheirLetters() {
		serving("here.db",
				api -> api.request("POST", "/api/v1/campaigns")
					.json(Api.settings("spring", 3, ", \"name\": \"봄 쿠폰 – Frühling\""))
					.send());

		Ran export = run("", "export-campaign", store("here.db", "spring"), StandardCharsets.US_ASCII);

		assertThat(export.out).contains("봄 쿠폰 – Frühling");
		Ran imported = importInto("there.db", export.out);
		assertThat(imported.exitCode).as(imported.err).isZero();
		JsonNode there = serving("there.db", api -> api.get(CAMPAIGN).json());
		assertThat(there.path("name").asString()).isEqualTo("봄 쿠폰 – Frühling");
	}

	@Test
	void aSecondImportChangesNothing() {
		String file = exported("here.db");
		importInto("there.db", file);

		Ran again = importInto("there.db", file);
		assertThat(again.exitCode).isZero();
		assertThat(again.err.lines()).singleElement().asString().startsWith("Nothing to do");

		serving("there.db", api -> issue(api, "carol"));
		Ran late = importInto("there.db", file);
		assertThat(late.exitCode).isEqualTo(1);
		assertThat(late.err.lines()).singleElement()
			.asString()
			.contains("spring is here already, and not as it is in the file");
		assertThat(export("there.db").err).contains("3 issued");
	}

	@Test
	void aFileThatIsNotWholeOrWasChangedIsRefusedInOneLine() {
		String file = exported("here.db");
		List<String> broken = List.of("", file.substring(0, file.length() / 2),
				file.substring(0, file.lastIndexOf("{\"end\"")), file.replace("\"max_coupons\":3", "\"max_coupons\":9"),
				file.replace("\"sequence\":2", "\"sequence\":true"), file.replace("\"paused\"", "\"later\""),
				file.replace("\"format\":1", "\"format\":2"), file.lines().skip(1).findFirst().orElseThrow(), "[]\n");
		for (String lines : broken) {
			Ran imported = importInto("there.db", lines);
			assertThat(imported.exitCode).as(imported.err).isEqualTo(1);
			assertThat(imported.err.lines()).hasSize(1);
		}

		assertThat(importInto("there.db", file).exitCode).isZero();
		assertThat(export("there.db").out).isEqualTo(file);
	}

	@Test
	void aFileThatGoesOnAfterItsCampaignIsRefused() {
		String file = exported("here.db");

		for (String more : List.of(file, "\n", "and more")) {
			Ran imported = importInto("there.db", file + more);
			assertThat(imported.exitCode).as(imported.err).isEqualTo(1);
			assertThat(imported.err.lines()).singleElement().asString().startsWith("The file goes on after its end");
		}

		assertThat(export("there.db").err.lines()).containsExactly("There is no campaign spring.");
	}

	@Test
	void aCampaignThatThereIsNotIsNamed() {
		Ran export = export("here.db");

		assertThat(export.exitCode).isEqualTo(1);
		assertThat(export.out).isEmpty();
		assertThat(export.err.lines()).containsExactly("There is no campaign spring.");
	}

	@Test
	void theMemoryIsRefusedInOneLine() {
		Ran export = run("", "export-campaign", List.of("spring"));
		assertThat(export.exitCode).isEqualTo(1);
		assertThat(export.out).isEmpty();
		assertThat(export.err.lines()).last().asString().contains("--coupon.store=sqlite");
		assertThat(run("", "import-campaign", List.of()).err.lines()).last().asString().contains("memory");
	}

	@Test
	void wrongArgumentsAreAnsweredWithTheUsage() {
		assertThat(run("", "export-campaign", List.of())).isEqualTo(run("", "export-campaign", List.of("a", "b")));
		Ran misused = run("", "import-campaign", List.of("spring"));
		assertThat(misused.exitCode).isEqualTo(2);
		assertThat(misused.err.lines()).singleElement().asString().startsWith("Usage: export-campaign ID");
	}

}
