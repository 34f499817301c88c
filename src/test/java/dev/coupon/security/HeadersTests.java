package dev.coupon.security;

import static dev.coupon.caller.Role.ADMIN;
import static dev.coupon.caller.Role.ISSUE;
import static dev.coupon.caller.Role.REDEEM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.Api.Call;
import dev.coupon.testing.SecuredTest;
import dev.coupon.testing.TestKeys;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What browsers and caches are told to do with answers. */
@SecuredTest
class HeadersTests {

	private final Api api;

	@Autowired
	HeadersTests(Api api) {
		this.api = api;
	}

	private Answer get(String path) {
		return api.request("GET", path).key(TestKeys.of(ADMIN)).send();
	}

	private String campaign() {
		String id = Api.newId();
		assertThat(api.request("POST", "/api/v1/campaigns")
			.key(TestKeys.of(ADMIN))
			.json(Api.settings(id, 3))
			.send()
			.status()).isEqualTo(201);
		return "/api/v1/campaigns/" + id;
	}

	private static void assertKeptNowhereAndNoPage(Answer answer) {
		assertThat(answer.header("Cache-Control")).as(answer.toString()).contains("no-store");
		assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
		assertThat(answer.header("X-Frame-Options")).contains("DENY");
		assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'; frame-ancestors 'none'");
		assertThat(answer.response().headers().map().keySet()).noneMatch(name -> name.startsWith("set-cookie"));
	}

	@Test
	void haveNoAnswerKeptAnywhereOrTakenForAPage() {
		String campaign = campaign();
		Answer issued = api.request("POST", campaign + "/coupons").key(TestKeys.of(ISSUE)).send();

		assertThat(issued.status()).isEqualTo(201);
		assertKeptNowhereAndNoPage(issued);
		for (Answer answer : List.of(get(campaign), get(campaign + "/coupons"), get("/api/v1/campaigns"),
				get("/actuator/prometheus"), get("/actuator/health"), get("/v3/api-docs"),
				api.request("GET", issued.header("Location").orElseThrow()).key(TestKeys.of(REDEEM)).send())) {
			assertThat(answer.status()).isEqualTo(200);
			assertKeptNowhereAndNoPage(answer);
		}
	}

	@Test
	void haveNoExportKeptAnywhere() {
		String coupons = campaign() + "/coupons";
		api.request("POST", coupons).key(TestKeys.of(ISSUE)).send();

		for (String type : List.of("text/csv", "application/x-ndjson")) {
			Answer export = api.request("GET", coupons).key(TestKeys.of(ADMIN)).header("Accept", type).send();

			assertThat(export.mediaType()).isEqualTo(type);
			assertKeptNowhereAndNoPage(export);
		}
	}

	/** Whoever finds it: a filter, the security, the framework or a controller. */
	@Test
	void comeWithProblemsOfAllKinds() {
		Call issue = api.request("POST", campaign() + "/coupons").key(TestKeys.of(ISSUE));
		Call other = api.request("POST", campaign() + "/coupons").key(TestKeys.of(ISSUE));

		assertIs("unauthenticated", api.get("/api/v1/campaigns"));
		assertIs("unauthenticated", api.request("GET", "/actuator/health").key(TestKeys.UNKNOWN).send());
		assertIs("forbidden", api.request("GET", "/api/v1/campaigns").key(TestKeys.of(ISSUE)).send());
		assertIs("payload-too-large", issue.json(" ".repeat(65_537)).send());
		assertIs("unsupported-media-type", other.header("Content-Encoding", "gzip").json("{}").send());
		assertIs("campaign-not-found", get("/api/v1/campaigns/none"));
		assertIs("not-found", get("/nothing"));
		assertIs("method-not-allowed", api.request("PUT", "/api/v1/campaigns").key(TestKeys.of(ADMIN)).send());
	}

	private static void assertIs(String problem, Answer answer) {
		assertThat(answer.problem()).as(answer.toString()).isEqualTo(problem);
		assertKeptNowhereAndNoPage(answer);
	}

	@Test
	void letSwaggerUiLoadWhatIsItsOwn() {
		for (String file : List.of("index.html", "swagger-initializer.js", "swagger-ui.css", "swagger-ui-bundle.js")) {
			Answer answer = api.get("/swagger-ui/" + file);

			assertThat(answer.status()).as(file).isEqualTo(200);
			assertThat(answer.header("Content-Security-Policy").orElseThrow()).startsWith("default-src 'self';")
				.contains("frame-ancestors 'none'")
				.doesNotContain("script-src", "*", "http");
			assertThat(answer.header("X-Frame-Options")).contains("DENY");
			assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
		}
	}

	@Test
	void allowNoPageElsewhereToCallUnlessConfigured() {
		for (String method : List.of("GET", "OPTIONS")) {
			Answer answer = api.request(method, "/api/v1/campaigns")
				.key(TestKeys.of(ADMIN))
				.header("Origin", "https://shop.example")
				.header("Access-Control-Request-Method", "POST")
				.send();

			assertThat(answer.response().headers().map().keySet())
				.noneMatch(name -> name.startsWith("access-control-"));
		}
	}

}
