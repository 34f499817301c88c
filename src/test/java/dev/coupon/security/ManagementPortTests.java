package dev.coupon.security;

import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.ISSUE;
import static dev.coupon.caller.Role.MONITOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.RawConnection;
import dev.coupon.testing.TestIssuer;
import dev.coupon.testing.TestKeys;
import dev.coupon.testing.TestSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A service whose operators have a port of their own, and which has no documentation,
 * lets certain pages call it, and knows an issuer by its public key.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "coupon.warm-up.requests=0", "management.server.port=0", "springdoc.api-docs.enabled=false",
				"coupon.security.allowed-origins=https://shop.example",
				"management.endpoint.health.probes.add-additional-paths=true" })
@Import(TestSetup.class)
class ManagementPortTests {

	private final Api api;

	private final int operators;

	@Autowired
	ManagementPortTests(Api api, @LocalManagementPort int operators) {
		this.api = api;
		this.operators = operators;
	}

	@DynamicPropertySource
	static void trust(DynamicPropertyRegistry settings) throws IOException {
		TestKeys.settings().forEach((name, value) -> settings.add(name, () -> value));
		Path key = Files.createTempFile("issuer", ".pem");
		key.toFile().deleteOnExit();
		Files.writeString(key,
				"-----BEGIN PUBLIC KEY-----\n"
						+ Base64.getMimeEncoder().encodeToString(TestIssuer.ISSUER.publicKey().getEncoded())
						+ "\n-----END PUBLIC KEY-----\n");
		settings.add("spring.security.oauth2.resourceserver.jwt.public-key-location", () -> "file:" + key);
	}

	private int operatorsStatus(String path, String headers) {
		return RawConnection
			.exchange(InetAddress.getLoopbackAddress(), operators,
					"GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
			.status();
	}

	private static String key(String key) {
		return "Authorization: Bearer " + key + "\r\n";
	}

	@Test
	void letsItsOwnPagesCallItBehindAProxyThatEndsTls() {
		assertThat(statusForPageOf("https://localhost:" + api.port())).isEqualTo(200);
		assertThat(statusForPageOf("https://shop.example")).isEqualTo(200);
		assertThat(statusForPageOf("https://localhost:" + (api.port() + 1))).isEqualTo(403);
		assertThat(statusForPageOf("https://evil.example")).isEqualTo(403);
		assertThat(statusForPageOf("null")).isEqualTo(403);
	}

	private int statusForPageOf(String origin) {
		return api.request("GET", "/api/v1/campaigns").key(TestKeys.of(ADMIN)).header("Origin", origin).send().status();
	}

	/** The encoding of the body doesn't say how the path is encoded. */
	@Test
	void refusesPagesOfOtherOriginsHoweverThePathIsEncoded() {
		for (String encoding : List.of("UTF-8", "UTF-16", "IBM037")) {
			assertThat(api.request("GET", "/%61pi/v1/campaigns")
				.key(TestKeys.of(ADMIN))
				.header("Origin", "https://evil.example")
				.header("Content-Type", "text/plain; charset=" + encoding)
				.send()
				.status()).as(encoding).isEqualTo(403);
		}
	}

	@Test
	void hasTheSameRulesOnThePortOfItsOperators() {
		assertThat(operatorsStatus("/actuator/health", "")).isEqualTo(200);
		assertThat(operatorsStatus("/actuator/health/liveness", "")).isEqualTo(200);
		for (String path : List.of("/actuator", "/actuator/prometheus", "/actuator/metrics", "/actuator/info")) {
			assertThat(operatorsStatus(path, "")).as(path).isEqualTo(401);
			assertThat(operatorsStatus(path, key(TestKeys.UNKNOWN))).as(path).isEqualTo(401);
			assertThat(operatorsStatus(path, key(TestKeys.of(ISSUE)))).as(path).isEqualTo(403);
			assertThat(operatorsStatus(path, key(TestKeys.of(MONITOR)))).as(path).isEqualTo(200);
			assertThat(operatorsStatus(path, key(TestKeys.of(ADMIN)))).as(path).isEqualTo(200);
		}
		assertThat(operatorsStatus("/actuator/prometheus", key(TestIssuer.ISSUER.token("MONITOR")))).isEqualTo(200);
	}

	@Test
	void answersBrokenRequestsOnThePortOfItsOperatorsWithAProblemToo() {
		for (String request : List.of("GET /a[b HTTP/1.1\r\nHost: localhost\r\n\r\n",
				"GET /actuator/health HTTP/1.1\r\nHost: a b\r\n\r\n",
				"GET /actuator/health HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(9_000) + "\r\n\r\n")) {
			RawConnection.RawAnswer answer = RawConnection.exchange(InetAddress.getLoopbackAddress(), operators,
					request);

			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
			assertThat(answer.headers().get("x-request-id")).isNotBlank();
			assertThat(answer.body()).contains("\"requestId\":\"" + answer.headers().get("x-request-id"));
		}
	}

	@Test
	void keepsThePortsApart() {
		assertThat(operatorsStatus("/api/v1/campaigns", "")).isEqualTo(401);
		assertThat(operatorsStatus("/api/v1/campaigns", key(TestKeys.of(ADMIN)))).isEqualTo(404);
		assertThat(operatorsStatus("/nothing", key(TestKeys.of(MONITOR)))).isEqualTo(403);
		for (String path : List.of("/actuator", "/actuator/health", "/actuator/prometheus")) {
			assertThat(api.get(path).status()).as(path).isEqualTo(401);
			assertThat(api.request("GET", path).key(TestKeys.of(MONITOR)).send().status()).isEqualTo(403);
			assertThat(api.request("GET", path).key(TestKeys.of(ADMIN)).send().problem()).isEqualTo("not-found");
		}
	}

	@Test
	void tellsEveryoneItsHealthWhereTheOperatorHasPutIt() {
		assertThat(api.get("/livez").status()).isEqualTo(200);
		assertThat(api.get("/readyz").status()).isEqualTo(200);
	}

	@Test
	void hasNoDocumentationWhenThatIsSwitchedOff() {
		for (String path : List.of("/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/swagger-config",
				"/swagger-ui.html", "/swagger-ui/index.html", "/swagger-ui/swagger-initializer.js")) {
			assertThat(api.get(path).problem()).as(path).isEqualTo("not-found");
		}
	}

	@Test
	void asksAPageForItsKeyOnlyWithTheRequestItself() {
		Api.Answer asked = preflight("https://shop.example");

		assertThat(asked.status()).isEqualTo(200);
		assertThat(asked.header("Access-Control-Allow-Origin")).contains("https://shop.example");
		assertThat(asked.header("Access-Control-Allow-Headers").orElseThrow()).contains("x-api-key");
		assertThat(api.request("GET", "/api/v1/campaigns").header("Origin", "https://shop.example").send().status())
			.isEqualTo(401);
		assertThat(asked.header("Access-Control-Max-Age")).contains("7200");
		assertThat(preflight("https://evil.example").problem()).isEqualTo("forbidden");
	}

	private Api.Answer preflight(String origin) {
		return api.request("OPTIONS", "/api/v1/campaigns")
			.header("Origin", origin)
			.header("Access-Control-Request-Method", "POST")
			.header("Access-Control-Request-Headers", "x-api-key,content-type")
			.send();
	}

	@Test
	void knowsAnIssuerByItsPublicKey() {
		assertThat(api.request("GET", "/api/v1/campaigns").key(TestIssuer.ISSUER.token("ADMIN")).send().status())
			.isEqualTo(200);
		assertThat(api.request("GET", "/api/v1/campaigns").key(TestIssuer.ISSUER.token("REDEEM")).send().status())
			.isEqualTo(403);
		assertThat(api.request("GET", "/api/v1/campaigns")
			.key(TestIssuer.sign(TestIssuer.newKeys(), TestIssuer.KEY_ID, TestIssuer.claims()))
			.send()
			.status()).isEqualTo(401);
	}

}
