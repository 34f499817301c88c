package dev.coupon.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coupon.CouponApplication;
import dev.coupon.testing.RawClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What an operator reads when the service starts, or can't. */
@ExtendWith(OutputCaptureExtension.class)
class StartTests {

	private static ConfigurableApplicationContext start(String... settings) {
		return SpringApplication.run(CouponApplication.class,
				Stream.concat(Stream.of("--coupon.warm-up.requests=0"), Stream.of(settings)).toArray(String[]::new));
	}

	@Test
	void saysWhichStorePortAndUrlsItServes(CapturedOutput output) {
		try (ConfigurableApplicationContext service = start("--server.port=0", "--coupon.time-zone=Asia/Seoul")) {
			String port = service.getEnvironment().getProperty("local.server.port");
			assertThat(output).contains(
					"The store is in memory: campaigns and coupons are forgotten when the service stops",
					"Protected mode: there are no API keys, so only [127.0.0.0/8, ::1] are answered",
					"Serving on port " + port + ": campaigns http://localhost:" + port + "/api/v1/campaigns",
					"Dates without an offset are in Asia/Seoul", "http://localhost:" + port + "/swagger-ui.html",
					"http://localhost:" + port + "/actuator/health");
		}
		assertThat(output).contains("Graceful shutdown complete");
	}

	@Test
	void servesBelowAPathOfTheOperatorsChoice(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext service = start("--server.port=0", "--server.servlet.context-path=/shop",
				"--management.server.port=0"); HttpClient client = HttpClient.newHttpClient()) {
			String url = "http://localhost:" + service.getEnvironment().getProperty("local.server.port") + "/shop";
			String body = """
					{"id": "c", "startsAt": "2026-01-01", "endsAt": "9999-12-31", "maxCoupons": 1}""";
			HttpRequest create = HttpRequest.newBuilder(URI.create(url + "/api/v1/campaigns"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(body))
				.build();

			assertThat(client.send(create, BodyHandlers.discarding()).headers().firstValue("Location"))
				.contains("/shop/api/v1/campaigns/c");
			assertThat(output).contains("campaigns " + url + "/api/v1/campaigns").doesNotContain("health http");
			HttpResponse<Void> redirect = client.send(HttpRequest.newBuilder(URI.create(url)).build(),
					BodyHandlers.discarding());
			assertThat(redirect.headers().firstValue("Location")).contains(url + "/");
			assertThat(redirect.headers().firstValue("X-Request-Id")).isPresent();
		}
	}

	@Test
	void logsNoStackTracesForWhatClientsSend(CapturedOutput output) {
		try (ConfigurableApplicationContext service = start("--server.port=0")) {
			RawClient client = new RawClient(
					service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			for (String broken : List.of("\u0016\u0003\u0001", "GET /a|b HTTP/1.1", "GET / HTTP/1.1\r\nHost: a b",
					"GET / HTTP/1.1\r\nHost: localhost\r\nX\0: y",
					"GET /api/v1/campaigns?limit=%zz HTTP/1.1\r\nHost: localhost")) {
				assertThat(client.send(broken + "\r\n\r\n").status()).as(broken).isEqualTo(400);
			}

			assertThat(complaints(output)).isEmpty();
			assertThat(output).doesNotContain("Http11Processor");
		}
	}

	@Test
	void saysInOneLineThatThePortIsBusy(CapturedOutput output) throws IOException {
		try (ServerSocket busy = new ServerSocket(0)) {
			assertThatThrownBy(() -> start("--server.port=" + busy.getLocalPort())).isInstanceOf(Exception.class);

			assertThat(complaints(output)).singleElement()
				.asString()
				.contains("can't start", "port " + busy.getLocalPort());
		}
	}

	@Test
	void saysInOneLineThatThePortOfGrpcIsBusy(CapturedOutput output) throws IOException {
		try (ServerSocket busy = new ServerSocket(0)) {
			assertThatThrownBy(() -> start("--server.port=0", "--spring.grpc.server.enabled=true",
					"--spring.grpc.server.port=" + busy.getLocalPort()))
				.isInstanceOf(Exception.class);

			assertThat(complaints(output)).singleElement()
				.asString()
				.contains("can't start", "spring.grpc.server.port");
		}
	}

	@ParameterizedTest
	@CsvSource({ "coupon.time-zone, Mars/Olympus, Mars/Olympus", "coupon.body.max-size, large, large",
			"coupon.body.max-size, 0B, 1B or more", "coupon.retention.after-end, -1d, PT-24H",
			"coupon.retention.after-end, 365001d, PT8760024H", "coupon.retention.interval, 0, PT0S",
			"coupon.console.enabled, perhaps, true or false", "coupon.events.low-stock, 100, 100",
			"coupon.events.stream-time, 0s, PT0S", "coupon.retention.batch-size, 0, 0",
			"coupon.retention.reports, 0, PT0S", "coupon.retention.audit, 1h, PT1H",
			"coupon.retention.audit, 365, without a unit", "coupon.webhooks.allowed-networks, 10.0.0.0/33, 10.0.0.0/33",
			"coupon.webhooks.answer-time, 10, without a unit", "coupon.webhooks.give-up-after, 0s, PT0S",
			"coupon.limits.shared, perhaps, true or false", "coupon.limits.failed-look-ups, many, many",
			"coupon.limits.failed-look-ups-per-key, -1/1m, -1/1m", "coupon.memory.max-heap-percent, 101, 101",
			"coupon.store, mysql, mysql", "coupon.batch.max-size, 0, 0", "coupon.batch.max-waiting, 0, 0",
			"coupon.grpc.max-codes, -1, -1", "coupon.grpc.max-calls-per-connection, 0, 0",
			"spring.grpc.server.enabled, perhaps, true or false", "coupon.batch.deadline, 1ms, PT0.001S",
			"coupon.postgresql.max-connections, 1, 1", "coupon.valkey.replicas, 6, 6",
			"coupon.valkey.accept-loss, perhaps, true or false", "coupon.retentoin.interval, 1m, no such setting",
			"coupon.security.key.shop.sha256, 1, no such setting", "server.port, eighty, eighty",
			"management.server.port, 65536, 65535", "coupon.body.max-time, 10, such as 10s",
			"coupon.body.max-size, 65536, such as 65536B", "coupon.retention.after-end, 30, without a unit",
			"coupon.warm-up.max-time, 10, without a unit", "coupon.batch.deadline, 5, without a unit",
			"coupon.limits.issues-per-key, 100/60, 100/1m", "server.shutdown, later, 'GRACEFUL, IMMEDIATE'",
			"server.tomcat.connection-timeout, soon, 10s",
			"management.endpoint.health.probes.enabled, perhaps, true or false",
			"springdoc.api-docs.enabled, perhaps, true or false", "server.port, ${nope}, nope",
			"spring.main.banner-mode, loud, 'OFF, CONSOLE, LOG'", "logging.level.dev.coupon, FOO, 'DEBUG, INFO'",
			"logging.level.root, FOO, 'DEBUG, INFO'", "logging.threshold.console, FOO, 'DEBUG, INFO'",
			"logging.config, /nowhere.xml, /nowhere.xml", "logging.config, pom.properties, pom.properties",
			"logging.config, .gitattributes, no XML", "logging.file.name, /proc/nowhere/log, /proc/nowhere/log",
			"logging.file.path, /proc/nowhere, /proc/nowhere", "logging.charset.console, nope, UTF-8",
			"logging.structured.format.console, nope, 'ecs, gelf, logstash'",
			"logging.logback.rollingpolicy.max-file-size, abc, 64KB", "logging.console.enabled, maybe, true or false",
			"spring.config.location, /nowhere/, /nowhere/", "spring.config.import, file:/nowhere.yml, /nowhere.yml",
			"spring.application.json, {, JSON", "server.ssl.bundle, none, Check server.ssl.bundle." })
	void saysInOneLineWhichSettingIsBad(String setting, String value, String shown, CapturedOutput output) {
		assertThatThrownBy(() -> start("--server.port=0", "--" + setting + "=" + value)).isInstanceOf(Exception.class);

		List<String> complaints = complaints(output);
		assertThat(complaints).hasSize(1);
		assertThat(complaints.getFirst()).contains("can't start", shown);
		assertThat(plain(complaints.getFirst())).contains(plain(setting));
	}

	@Test
	void saysInOneLineThatTwoNamesHaveTheSameKey(CapturedOutput output) {
		String hash = "0123456789abcdef".repeat(4);

		assertThatThrownBy(() -> start("--server.port=0", "--coupon.security.keys.app.sha256=" + hash,
				"--coupon.security.keys.app.roles=ISSUE",
				"--coupon.security.keys.shop.sha256=" + hash.toUpperCase(Locale.ROOT),
				"--coupon.security.keys.shop.roles=REDEEM"))
			.isInstanceOf(Exception.class);

		assertThat(complaints(output)).singleElement().asString().contains("app and shop are the same key");
		assertThat(output).doesNotContainIgnoringCase(hash);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "keys.shop.sha256=abc|roles=ISSUE|keys[shop].sha256|64 hexadecimal digits",
			"keys.shop.sha256=HASH,HASH,HASH|roles=ISSUE|keys[shop].sha256|one hash, or two",
			"keys.shop.sha256=|roles=ISSUE|keys[shop].sha256|one hash, or two",
			"keys.shop.roles=ISSUE|roles=ISSUE|keys[shop].sha256|one hash, or two",
			"keys.shop.sha256=HASH||keys[shop].roles|empty", "keys.shop.sha256=HASH|roles=|keys[shop].roles|empty",
			"keys.shop.sha256=HASH|roles=OWNER|keys.shop.roles|OWNER",
			"keys.shop.sha256=HASH|roles=ISSUE,USER|keys.shop.roles|USER is for tokens only",
			"user-claim=||user-claim|blank",
			"keys.[Shop_17].sha256=HASH|roles=ISSUE|keys|lower-case letters, digits and hyphens",
			"trusted-hosts=coupons:8080||trusted-hosts|names without ports",
			"allowed-origins=https://shop.example/||allowed-origins|origins such as",
			"trusted-networks=10.0.0.0/33||trusted-networks|10.0.0.0/33",
			"trusted-networks=10.0.0.0/8,intranet||trusted-networks|intranet",
			"trusted-networks=300.1.1.1||trusted-networks|300.1.1.1" })
	void saysInOneLineWhatIsWrongWithSettingsOfTheSecurity(String setting, @Nullable String roles, String shown,
			String rule, CapturedOutput output) {
		String hash = "0123456789abcdef".repeat(4);
		String secondArgument = roles == null ? "--spring.main.banner-mode=off"
				: "--coupon.security." + setting.replaceFirst("\\.[^.]*$", "") + "." + roles;

		assertThatThrownBy(
				() -> start("--server.port=0", "--coupon.security." + setting.replace("HASH", hash), secondArgument))
			.isInstanceOf(Exception.class);

		assertThat(complaints(output)).singleElement().asString().contains("can't start", rule);
		assertThat(plain(complaints(output).getFirst())).contains(plain(shown));
		assertThat(output).doesNotContain(hash);
	}

	@Test
	void keepsAKeyToItselfThatWasTakenForItsHash(CapturedOutput output) {
		assertThatThrownBy(() -> start("--server.port=0", "--coupon.security.keys.shop.sha256=coupon_c2VjcmV0",
				"--coupon.security.keys.shop.roles=ISSUE"))
			.isInstanceOf(Exception.class);

		assertThat(output).contains("64 hexadecimal digits").doesNotContain("coupon_c2VjcmV0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "coupon.store", "coupon.console.enabled", "coupon.retention.interval",
			"coupon.sqlite.file", "server.port", "management.server.port", "spring.main.banner-mode",
			"spring.lifecycle.timeout-per-shutdown-phase", "logging.level.root", "logging.charset.console",
			"management.endpoint.health.probes.enabled" })
	void saysInOneLineThatASettingHasNoValue(String setting, CapturedOutput output) {
		assertThatThrownBy(() -> start("--" + setting + "=")).isInstanceOf(Exception.class);

		assertThat(complaints(output)).singleElement().asString().contains("have no value: " + setting);
	}

	@Test
	void startsWithTextsListsAndFlagsThatAreEmpty() {
		try (ConfigurableApplicationContext service = start("--server.port=0", "--server.servlet.context-path=",
				"--coupon.postgresql.password=", "--coupon.security.trusted-hosts=",
				"--management.endpoints.web.exposure.include=", "--debug")) {
			assertThat(service.isActive()).isTrue();
		}
	}

	@Test
	void saysInOneLineThatAFileIsNoYaml(@TempDir Path folder, CapturedOutput output) throws IOException {
		Files.writeString(folder.resolve("application-shop.yml"), "coupon: {store");

		assertThatThrownBy(() -> start("--server.port=0", "--spring.profiles.active=shop",
				"--spring.config.additional-location=" + folder + "/"))
			.isInstanceOf(Exception.class);

		assertThat(complaints(output)).singleElement()
			.asString()
			.contains("can't start", "profile", "no YAML", "line 1");
	}

	/** Failures that Spring Boot itself would show with a stack trace. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "server.port=-1|server.port is -1", "server.port=99999|server.port is 99999",
					"spring.main.web-application-type=none|spring.main.web-application-type is none. Leave it out",
					"coupon.console.sign-in.client-id=console|set spring.security.oauth2.resourceserver.jwt.issuer-uri",
					"server.address=192.0.2.1|Check server.address.", "server.ssl.key-store=/nowhere.p12|/nowhere.p12",
					"server.ssl.bundle=none|bundle name 'none'",
					"server.servlet.context-path=shop|Check server.servlet.context-path." })
	void saysInOneLineWhatElseKeepsItFromStarting(String setting, String cause, CapturedOutput output) {
		assertThatThrownBy(() -> start("--" + setting)).isInstanceOf(Exception.class);

		assertThat(complaints(output)).singleElement().asString().contains("can't start").containsIgnoringCase(cause);
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "sqlite" })
	void saysInOneLineThatInstancesCanNotShareRatesInAStoreOfTheirOwn(String store, CapturedOutput output) {
		assertThatThrownBy(() -> start("--server.port=0", "--coupon.store=" + store, "--coupon.limits.shared=true"))
			.isInstanceOf(Exception.class);

		assertThat(complaints(output)).singleElement()
			.asString()
			.contains("can't start", "coupon.store is " + store, "leave coupon.limits.shared out");
	}

	@Test
	void namesTheStoresThatThereAre(CapturedOutput output) {
		assertThatThrownBy(() -> start("--server.port=0", "--coupon.store=mysql")).isInstanceOf(Exception.class);

		assertThat(complaints(output)).singleElement()
			.asString()
			.endsWith("coupon.store can't be \"mysql\". Set it to one of memory, sqlite, postgresql, valkey.");
	}

	@Test
	void namesTheRolesThatThereAre(CapturedOutput output) {
		assertThatThrownBy(() -> start("--server.port=0", "--coupon.security.keys.shop.roles=OWNER"))
			.isInstanceOf(Exception.class);

		assertThat(complaints(output)).singleElement()
			.asString()
			.endsWith("Set it to one of ADMIN, VIEW, ISSUE, REDEEM, USER, MONITOR.");
	}

	/** A setting's name however it is spelled. */
	private static String plain(String text) {
		return text.replace("-", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * The lines that are neither information nor what a service without settings warns
	 * of.
	 */
	private static List<String> complaints(CapturedOutput output) {
		return output.getAll()
			.lines()
			.filter(line -> !line.isBlank() && !line.contains(" INFO ") && !line.contains("The store is in memory")
					&& !line.contains("Protected mode"))
			.toList();
	}

}
