package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import dev.coupon.testing.Api;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.TestSetup;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What operators and their tools look at. */
@HttpTest
class OperationsHttpTests {

	private final Api api;

	private final TestSetup.StoreFailure failure;

	@Autowired
	OperationsHttpTests(Api api, TestSetup.StoreFailure failure) {
		this.api = api;
		this.failure = failure;
	}

	@Test
	void reportsItsHealth() {
		for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
			assertThat(api.get(path).json().path("status").asString()).as(path).isEqualTo("UP");
		}
	}

	@Test
	void tellsItsVersionAndCommit() {
		JsonNode info = api.get("/actuator/info").json();

		assertThat(info.path("build").path("version").asString()).isNotBlank();
		assertThat(info.path("git").path("commit").path("id").asString()).isNotBlank();
	}

	@Test
	void countsAndTimesIssues() {
		String id = api.create(1);
		String coupons = "/api/v1/campaigns/" + id + "/coupons";
		double issued = meter("coupon_issued_total");
		double replayed = meter("coupon_replayed_total");
		double exhausted = meter("coupon_refused_total{refusal=\"campaign-exhausted\"}");
		double timed = meter("coupon_issue_seconds_count");

		api.request("POST", coupons).header("Idempotency-Key", "k").send();
		api.request("POST", coupons).header("Idempotency-Key", "k").send();
		api.post(coupons);

		assertThat(meter("coupon_issued_total") - issued).isOne();
		assertThat(meter("coupon_replayed_total") - replayed).isOne();
		assertThat(meter("coupon_refused_total{refusal=\"campaign-exhausted\"}") - exhausted).isOne();
		assertThat(meter("coupon_issue_seconds_count") - timed).isEqualTo(3);
		assertThat(series()).anyMatch(line -> line.startsWith("coupon_issue_seconds_bucket{le=\"0.001\"}"));
	}

	@Test
	void countsWhatTheStoreCanNotTakeOrTell() {
		String id = api.create(1);
		double overloaded = meter("coupon_failed_total{failure=\"overloaded\"}");
		double unknown = meter("coupon_failed_total{failure=\"outcome-unknown\"}");

		failure.during(() -> new OverloadedException("full"), () -> api.post("/api/v1/campaigns/" + id + "/coupons"));
		failure.during(() -> new OutcomeUnknownException("lost", null),
				() -> api.post("/api/v1/campaigns/" + id + "/pause"));

		assertThat(meter("coupon_failed_total{failure=\"overloaded\"}") - overloaded).isOne();
		assertThat(meter("coupon_failed_total{failure=\"outcome-unknown\"}") - unknown).isOne();
	}

	@Test
	void countsRedemptions() {
		String redemption = "/api/v1/coupons/" + api.issue(api.create(1)) + "/redemption";
		double redeemed = meter("coupon_redeemed_total");
		double unredeemed = meter("coupon_unredeemed_total");

		api.post(redemption);
		api.delete(redemption);

		assertThat(meter("coupon_redeemed_total") - redeemed).isOne();
		assertThat(meter("coupon_unredeemed_total") - unredeemed).isOne();
	}

	@Test
	void hasNoMoreSeriesForMoreCampaignsAndUsers() {
		issueTo("somebody");
		long before = series().count();
		issueTo("alice");
		issueTo("bob");

		assertThat(series().count()).isEqualTo(before);
	}

	/** Which anybody could make up, without a key. */
	@Test
	void hasNoMoreSeriesForMoreMethodsAndPaths() {
		api.request("METHOD0", "/path0").send();
		api.get("/actuator/prometheus");
		long before = series().count();
		for (int i = 1; i < 5; i++) {
			api.request("METHOD" + i, "/path" + i).send();
		}

		assertThat(series().count()).isEqualTo(before);
		assertThat(series()).noneMatch(line -> line.contains("METHOD") || line.contains("path0"));
	}

	private void issueTo(String user) {
		api.post("/api/v1/campaigns/" + api.create(1) + "/coupons", "{\"userId\": \"" + user + "\"}");
	}

	private Stream<String> series() {
		return api.get("/actuator/prometheus")
			.body()
			.lines()
			.filter(line -> line.startsWith("coupon_") || line.startsWith("http_server_requests"));
	}

	private double meter(String series) {
		return series().filter(line -> line.startsWith(series + " "))
			.mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	@Test
	void showsTheApiInSwaggerUi() {
		assertThat(api.get("/swagger-ui.html").header("Location").orElseThrow()).endsWith("/swagger-ui/index.html");
		assertThat(api.get("/swagger-ui/index.html").body()).contains("Swagger UI");
		assertThat(api.get("/v3/api-docs/swagger-config").json().path("url").asString()).isEqualTo("/v3/api-docs");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/api/v1" })
	void leadsOnWhoeverBeginsAtTheRoot(String path) {
		JsonNode links = api.get(path).json().path("_links");

		assertThat(links.propertyNames()).containsExactly("campaigns", "swagger-ui", "openapi", "health");
		for (JsonNode link : links) {
			assertThat(api.get(link.path("href").asString()).status()).as(link.toString()).isIn(200, 302);
		}
	}

}
