package dev.coupon.web.server.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.RawClient;
import dev.coupon.testing.RawClient.RawAnswer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What a proxy may say of a request, in each strategy of believing it. */
class ForwardedHeadersTests {

	private static final List<String> MALFORMED = List.of("X-Forwarded-Prefix: /a|b", "X-Forwarded-Prefix: a b",
			"X-Forwarded-Prefix: /a b", "X-Forwarded-Prefix: //evil.example", "X-Forwarded-Prefix: /a/../b",
			"X-Forwarded-Prefix: /..", "X-Forwarded-Prefix: /%zz", "X-Forwarded-Prefix: /%2e%2e",
			"X-Forwarded-Prefix: /a%2fb", "X-Forwarded-Prefix: /a;b", "X-Forwarded-Prefix: /a?b",
			"X-Forwarded-Prefix: /\u00e9", "X-Forwarded-Prefix: http://evil.example/", "X-Forwarded-Prefix: /a, /b|",
			"X-Forwarded-Host: a b", "X-Forwarded-Host: a|b", "X-Forwarded-Host: <x>", "X-Forwarded-Host: [::1",
			"X-Forwarded-Host: a/b", "X-Forwarded-Host: a:b", "X-Forwarded-Port: abc", "X-Forwarded-Port: 99999999999",
			"X-Forwarded-Port: 1e3", "X-Forwarded-Host: localhost:abc", "X-Forwarded-Host: ,", "X-Forwarded-Proto: x+y",
			"X-Forwarded-Proto: ja va", "X-Forwarded-Proto: |", "Forwarded: host=\"a|b\"", "Forwarded: proto=\"|\"",
			"Forwarded: for=\"[::\"", "Forwarded: for=\"1.2.3.4:x\"", "Forwarded: host=\"a:b\"");

	private static final List<String> PATHS = List.of("/api/v1/campaigns", "/api/v1/campaigns/none", "/nothing", "/",
			"/swagger-ui.html", "/swagger-ui/index.html", "/v3/api-docs", "/v3/api-docs/swagger-config", "/actuator",
			"/actuator/health", "/api/v1/coupons/a%2fb", "/v1.CouponService/None");

	/** No answer is a failure of the service's, at any path. */
	private static Stream<DynamicTest> haveNoneFail(Api api, List<Integer> statuses) {
		RawClient client = new RawClient(api.port());
		return MALFORMED.stream()
			.flatMap(
					header -> PATHS.stream().map(path -> dynamicTest(path + " " + header.replace('\u00e9', 'e'), () -> {
						RawAnswer answer = client.send("GET " + path
								+ " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n");

						assertThat(answer.status()).as(answer.text()).isIn(statuses);
						assertThat(answer.text()).doesNotContain("evil.example", "Exception");
					})));
	}

	@Nested
	@HttpTest
	class BelievedByDefaultFromNobody {

		private final Api api;

		@Autowired
		BelievedByDefaultFromNobody(Api api) {
			this.api = api;
		}

		@TestFactory
		Stream<DynamicTest> ignoresMalformedHeaders() {
			return haveNoneFail(api, List.of(200, 302, 400, 403, 404));
		}

		@Test
		void makesNoAddressesOfWhatAnybodySays() {
			assertThat(api.request("GET", "/v3/api-docs/swagger-config")
				.header("X-Forwarded-Host", "evil.example")
				.header("X-Forwarded-Prefix", "/evil")
				.send()
				.body()).doesNotContain("evil");
		}

		@Test
		void stillKnowsThatAProxyHasPassedARequestOn() {
			for (String header : List.of("Forwarded", "X-Forwarded-For", "X-Real-IP")) {
				assertThat(api.request("GET", "/api/v1/campaigns").header(header, "for=1.2.3.4").send().problem())
					.isEqualTo("forbidden");
			}
		}

	}

	@Nested
	@HttpTest
	@TestPropertySource(properties = { "server.forward-headers-strategy=framework",
			"coupon.security.trusted-networks=0.0.0.0/0,::/0" })
	class BelievedFromEveryProxy {

		private static final String PREFIX = "X-Forwarded-Prefix";

		private final Api api;

		@Autowired
		BelievedFromEveryProxy(Api api) {
			this.api = api;
		}

		private Answer proxied(String method, String path) {
			return api.request(method, path).header(PREFIX, "/coupons").send();
		}

		@TestFactory
		Stream<DynamicTest> refusesMalformedHeaders() {
			return haveNoneFail(api, List.of(400));
		}

		@Test
		void saysThatAProxyIsWrong() {
			Answer answer = api.request("GET", "/api/v1/campaigns").header(PREFIX, "/a|b").send();

			assertThat(answer.problem()).isEqualTo("invalid-request");
			assertThat(answer.body()).contains("X-Forwarded-Prefix must be a path");
		}

		@Test
		void leadsBackThroughTheProxy() {
			String id = Api.newId();
			Answer created = api.request("POST", "/api/v1/campaigns")
				.header(PREFIX, "/coupons")
				.json(Api.settings(id, 1))
				.send();
			Answer issued = proxied("POST", "/api/v1/campaigns/" + id + "/coupons");

			assertThat(created.header("Location")).contains("/coupons/api/v1/campaigns/" + id);
			assertThat(issued.header("Location").orElseThrow()).startsWith("/coupons/api/v1/coupons/");
			for (String path : List.of("/", "/api/v1")) {
				for (JsonNode link : proxied("GET", path).json().path("_links")) {
					assertThat(link.path("href").asString()).startsWith("/coupons/");
				}
			}
			assertThat(api.get("/").json().at("/_links/campaigns/href").asString()).isEqualTo("/api/v1/campaigns");
		}

		@Test
		void showsSwaggerUiThroughTheProxy() {
			assertThat(proxied("GET", "/swagger-ui.html").header("Location").orElseThrow())
				.endsWith("/coupons/swagger-ui/index.html");
			assertThat(proxied("GET", "/v3/api-docs/swagger-config").json().path("url").asString())
				.isEqualTo("/coupons/v3/api-docs");
			assertThat(proxied("GET", "/v3/api-docs").json().at("/servers/0/url").asString()).isEqualTo("/coupons");
			assertThat(api.get("/v3/api-docs").json().at("/servers/0/url").asString()).isEqualTo("/");
		}

		/** Found by a controller, a filter and the firewall. */
		@Test
		void answersErrorsInTheFormOfTheirPath() {
			assertThat(proxied("GET", "/api/v1/campaigns/none").json().path("instance").asString())
				.isEqualTo("/coupons/api/v1/campaigns/none");
			Answer encoded = api.request("POST", "/api/v1/campaigns")
				.header(PREFIX, "/coupons")
				.header("Content-Encoding", "gzip")
				.json("{}")
				.send();
			assertThat(encoded.problem()).isEqualTo("unsupported-media-type");
			assertThat(encoded.json().path("instance").asString()).isEqualTo("/coupons/api/v1/campaigns");
			for (String path : List.of("/v1.CouponService/None", "/v1.CouponService/%252f")) {
				assertThat(proxied("POST", path).json().propertyNames()).as(path).containsExactly("code", "message");
			}
		}

		@Test
		void takesAllThatProxiesSay() {
			for (String header : List.of("X-Forwarded-Prefix: /", "X-Forwarded-Prefix: /a/b-c_d.e~f/%EA%B0%80",
					"X-Forwarded-Prefix: /a, /b/", "X-Forwarded-Host: shop.example:8443",
					"X-Forwarded-Host: [2001:db8::1]", "X-Forwarded-Host: a.example, b.example",
					"X-Forwarded-Proto: https", "X-Forwarded-Port: 443", "X-Forwarded-Ssl: on",
					"X-Forwarded-Prefix: ,")) {
				String[] parts = header.split(": ", 2);
				assertThat(api.request("GET", "/v3/api-docs/swagger-config").header(parts[0], parts[1]).send().status())
					.as(header)
					.isEqualTo(200);
			}
		}

	}

	@Nested
	@HttpTest
	@TestPropertySource(properties = "server.forward-headers-strategy=native")
	class BelievedFromProxiesOfTheMachine {

		@TestFactory
		Stream<DynamicTest> refusesMalformedHeaders(@Autowired Api api) {
			return haveNoneFail(api, List.of(400));
		}

		@Test
		void ignoresPrefixesSinceTomcatDoes(@Autowired Api api) {
			Answer answer = api.request("GET", "/").header("X-Forwarded-Prefix", "/coupons").send();

			assertThat(answer.json().at("/_links/campaigns/href").asString()).isEqualTo("/api/v1/campaigns");
		}

	}

	@Nested
	@HttpTest
	@TestPropertySource(properties = "server.servlet.context-path=/coupons")
	class BelievedFromNobody {

		@TestFactory
		Stream<DynamicTest> failsForNoHeader(@Autowired Api api) {
			return haveNoneFail(api, List.of(400, 403, 404));
		}

		/** With a proxy that leaves the prefix in the path. */
		@Test
		void hasEverythingBelowItsContextPath(@Autowired Api api) {
			String id = Api.newId();
			Answer created = api.post("/coupons/api/v1/campaigns", Api.settings(id, 1));

			assertThat(created.header("Location")).contains("/coupons/api/v1/campaigns/" + id);
			assertThat(api.get("/coupons/").json().at("/_links/campaigns/href").asString())
				.isEqualTo("/coupons/api/v1/campaigns");
			assertThat(api.get("/coupons/v3/api-docs").json().at("/servers/0/url").asString()).isEqualTo("/coupons");
			assertThat(api.get("/coupons/swagger-ui.html").header("Location").orElseThrow())
				.endsWith("/coupons/swagger-ui/index.html");
			assertThat(api.post("/coupons/v1.CouponService/%252f").json().propertyNames()).containsExactly("code",
					"message");
		}

	}

}
