package dev.coupon.security;

import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.ISSUE;
import static dev.coupon.caller.Role.REDEEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coupon.testing.Api;
import dev.coupon.testing.RawConnection;
import dev.coupon.testing.RawConnection.RawAnswer;
import dev.coupon.testing.SecuredTest;
import dev.coupon.testing.TestKeys;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Ways round the table of who may ask for what, none of which lead anywhere. */
@SecuredTest
class BypassTests {

	private static final String SECRET_NAME = "a-campaign-for-administrators-only";

	private final Api api;

	private String campaign = "";

	@Autowired
	BypassTests(Api api) {
		this.api = api;
	}

	@BeforeEach
	void prepare() {
		String id = Api.newId();
		campaign = "/api/v1/campaigns/" + id;
		api.request("POST", "/api/v1/campaigns")
			.key(TestKeys.of(ADMIN))
			.json(Api.settings(id, 5, ", \"name\": \"" + SECRET_NAME + "\""))
			.send();
	}

	private RawAnswer send(String request) {
		return RawConnection.exchange(InetAddress.getLoopbackAddress(), api.port(), request + "\r\n");
	}

	private static String request(String method, String path) {
		return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
	}

	private static void assertTurnedAway(RawAnswer answer) {
		assertThat(answer.status()).as(answer.toString()).isIn(400, 401, 403, 404, 405);
		assertThat(answer.body()).doesNotContain(SECRET_NAME);
	}

	/** Without a key, and with one that isn't for this. */
	@TestFactory
	Stream<DynamicTest> findNoOtherPathToACampaign() {
		String id = campaign.substring(campaign.lastIndexOf('/') + 1);
		return Stream.of("/api/v1/campaigns/%s/", "/api/v1//campaigns/%s", "//api/v1/campaigns/%s",
				"/api/v1/campaigns//%s", "/api/v1/campaigns;x/%s", "/api/v1/campaigns/%s;x=y", "/;/api/v1/campaigns/%s",
				"/api/v1/./campaigns/%s", "/api/v1/coupons/../campaigns/%s", "/swagger-ui/../api/v1/campaigns/%s",
				"/swagger-ui/..;/api/v1/campaigns/%s", "/swagger-ui/%%2e%%2e/api/v1/campaigns/%s",
				"/v3/api-docs/../../api/v1/campaigns/%s", "/actuator/health/../../api/v1/campaigns/%s",
				"/api/v1/%%63ampaigns/%s", "/%%61pi/v1/campaigns/%s", "/API/V1/CAMPAIGNS/%s", "/api/v1/campaigns%%2f%s",
				"/api/v1/campaigns%%252f%s", "/api/v1/campaigns%%5c%s", "/api/v1/campaigns/%s.json",
				"/api/v1/campaigns/%s?x=/swagger-ui/", "/api/v1/campaigns/%s#/swagger-ui/", "/api/v1/campaigns/%s%%20",
				"/api/v1/campaigns/%s%%00", "/api/v1/campaigns/%s%%0a", "/api/v1/campaigns/%s?method=GET",
				"http://localhost/api/v1/campaigns/%s", "http://localhost//api/v1/campaigns/%s",
				"/warm-up-1/../api/v1/campaigns/%s", "/error/../api/v1/campaigns/%s")
			.map(path -> path.formatted(id))
			.flatMap(path -> Stream.of(request("GET", path),
					request("GET", path) + "X-API-Key: " + TestKeys.of(REDEEM) + "\r\n", request("HEAD", path),
					request("DELETE", path + (path.contains("?") ? "&" : "?") + "force=true")))
			.map(request -> dynamicTest(request.lines().findFirst().orElseThrow(), () -> {
				assertTurnedAway(send(request));
				assertThat(api.request("GET", campaign).key(TestKeys.of(ADMIN)).send().body()).contains(SECRET_NAME);
			}));
	}

	@TestFactory
	Stream<DynamicTest> areNotOpenedByHeaders() {
		return Stream
			.of("X-Original-URL: /swagger-ui/index.html", "X-Rewrite-URL: /actuator/health",
					"X-Forwarded-Prefix: /swagger-ui", "X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1",
					"Forwarded: for=127.0.0.1", "X-HTTP-Method-Override: HEAD", "X-Forwarded-User: admin",
					"Remote-User: admin", "X-Remote-User: admin", "Cookie: JSESSIONID=1", "Upgrade: h2c",
					"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
					"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: "
							+ "13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
					"Authorization : Bearer " + TestKeys.of(ADMIN), " Authorization: Bearer " + TestKeys.of(ADMIN),
					"X: y\rAuthorization: Bearer " + TestKeys.of(ADMIN))
			.map(header -> dynamicTest(header.replaceAll("\\R", " "),
					() -> assertTurnedAway(send(request("GET", campaign) + header + "\r\n"))));
	}

	@TestFactory
	Stream<DynamicTest> areNotOpenedByMethods() {
		return Stream
			.of("HEAD", "OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "get", "GETX", "PROPFIND", "CONNECT", "QUERY")
			.map(method -> dynamicTest(method, () -> assertTurnedAway(send(request(method, campaign)))));
	}

	@Test
	void doNotLetIssuersDoMoreByOtherMethods() {
		String issuer = "X-API-Key: " + TestKeys.of(ISSUE) + "\r\n";
		for (String override : List.of("X-HTTP-Method-Override: DELETE", "X-HTTP-Method: DELETE",
				"X-Method-Override: DELETE")) {
			RawAnswer answer = send(
					request("POST", campaign + "/coupons") + issuer + override + "\r\nContent-Length: 0\r\n");

			assertThat(answer.status()).isEqualTo(201);
		}
		assertThat(
				send(request("POST", campaign + "/coupons?_method=DELETE") + issuer + "Content-Length: 0\r\n").status())
			.isEqualTo(400);
		for (String method : List.of("HEAD", "GET", "DELETE", "PATCH", "PUT", "OPTIONS")) {
			assertThat(send(request(method, campaign + "/coupons") + issuer).status()).as(method).isEqualTo(403);
		}
		assertThat(api.request("GET", campaign).key(TestKeys.of(ADMIN)).send().json().path("issued").asInt())
			.isEqualTo(3);
	}

	/** Only the service knows the path that it warms itself up at. */
	@Test
	void findNothingByGuessingThePathOfTheWarmUp() {
		assertThat(send(request("POST", "/warm-up-1/issuing") + "Content-Length: 0\r\n").status()).isEqualTo(401);
		assertThat(send(request("GET", "/warm-up-1/issuing")).status()).isEqualTo(401);
		assertThat(send(request("POST", "/warm-up-1/a/b") + "Content-Length: 0\r\n").status()).isEqualTo(401);
	}

}
