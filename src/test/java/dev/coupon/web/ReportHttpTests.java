package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a campaign leaves behind, for those who check it. */
@HttpTest
class ReportHttpTests {

	private static final List<String> USERS = List.of("alice", "a,b", "say \"hi\"", "\"", "\"a\",\"b\"", "홍길동", " x ",
			"#x", "=1+1", "it's", "tab-less", "😀,😀", "a\\1&b", ",", "\"\"");

	private final Api api;

	private final SettableClock clock;

	@Autowired
	ReportHttpTests(Api api, SettableClock clock) {
		this.api = api;
		this.clock = clock;
	}

	@Test
	void reportsNumbersTimesAndRefusals() {
		String id = api.create(2, ", \"name\": \"Black Friday\", \"perUserLimit\": 1");
		String coupons = "/api/v1/campaigns/" + id + "/coupons";
		String code = api.post(coupons, "{\"userId\": \"alice\"}").json().path("code").asString();
		api.post(coupons, "{\"userId\": \"alice\"}");
		api.post(coupons, "{\"userId\": \"alice\"}");
		api.post(coupons);
		clock.advance(Duration.ofHours(2));
		Instant last = Instant.parse(api.post(coupons, "{\"userId\": \"bob\"}").json().path("issuedAt").asString());
		api.post(coupons, "{\"userId\": \"carol\"}");
		api.post("/api/v1/coupons/" + code + "/redemption");

		JsonNode report = api.get("/api/v1/campaigns/" + id + "/report").json();

		assertThat(report.path("consistent").asBoolean(false)).isTrue();
		assertThat(report.path("faults")).isEmpty();
		assertThat(report.path("counts").toString())
			.isEqualTo("{\"issued\":2,\"redeemed\":1,\"voided\":0,\"expired\":0}");
		assertThat(report.path("lastIssuedAt").asString()).isEqualTo(last.toString());
		assertThat(report.path("issuedByHour")).hasSize(2).allSatisfy(hour -> {
			assertThat(hour.path("issued").asInt()).isOne();
			assertThat(hour.path("hour").asString()).endsWith(":00:00Z");
		});
		assertThat(report.path("settings").path("name").asString()).isEqualTo("Black Friday");
		assertThat(report.path("refusals").path("byReason").toString())
			.isEqualTo("{\"campaign-exhausted\":1,\"user-limit-reached\":2,\"user-required\":1}");
		assertThat(report.path("refusals").path("since").asString())
			.isEqualTo(api.get("/api/v1/system").json().path("startedAt").asString());
	}

	@Test
	void leavesTheReportBehindWhenTheCampaignIsDeleted() {
		String id = api.create(2);
		api.issue(id);
		api.issue(id);
		JsonNode before = api.get("/api/v1/campaigns/" + id + "/report").json();
		assertThat(api.get("/api/v1/reports/" + id).problem()).isEqualTo("report-not-found");

		Answer deleted = api.delete("/api/v1/campaigns/" + id + "?force=true");

		assertThat(deleted.status()).isEqualTo(204);
		assertThat(deleted.header("Coupons-Deleted")).hasValue("2");
		JsonNode kept = api.get("/api/v1/reports/" + id).json();
		assertThat(kept.path("sha256")).isEqualTo(before.path("sha256"));
		assertThat(kept.path("campaignUid")).isEqualTo(before.path("campaignUid"));
		assertThat(kept.has("refusals")).isFalse();
		assertThat(api.get("/api/v1/reports?campaignId=" + id).json().path("items")).containsExactly(kept);
		assertThat(api.get("/api/v1/audit?limit=1&campaignId=" + id).json().at("/items/0/issued").asInt()).isEqualTo(2);

		api.post("/api/v1/campaigns", Api.settings(id, 1));
		assertThat(api.get("/api/v1/campaigns/" + id + "/report").json().at("/refusals/byReason")).isEmpty();
	}

	@Test
	void theRecipeOfTheDocumentationMakesTheSameDigestFromAnExport(@TempDir Path folder) throws Exception {
		String id = api.create(100, ", \"codeFormat\": {\"charset\": \"HANGUL\"}");
		String coupons = "/api/v1/campaigns/" + id + "/coupons";
		clock.advance(Duration.ofMillis(1_000 - clock.instant().toEpochMilli() % 1_000));
		for (String user : USERS) {
			String body = new JsonMapper().createObjectNode().put("userId", user).toString();
			String code = api.post(coupons, body).json().path("code").asString();
			api.post("/api/v1/coupons/" + code + "/redemption", "{\"reference\": \"order, \\\"1\\\"\"}");
			clock.advance(Duration.ofMillis(250));
		}
		api.post(coupons);
		Files.writeString(folder.resolve("coupons.csv"),
				api.request("GET", coupons).header("Accept", "text/csv").send().body());

		assertThat(run(recipe(), folder))
			.startsWith(api.get("/api/v1/campaigns/" + id + "/report").json().path("sha256").asString() + " ");
	}

	private static String recipe() throws IOException {
		Matcher recipe = Pattern.compile("\n(tail .*?\\| sha256sum)\n```", Pattern.DOTALL)
			.matcher(Files.readString(Path.of("docs/evidence.md")));
		assertThat(recipe.find()).isTrue();
		return recipe.group(1);
	}

	private static String run(String recipe, Path folder) throws IOException {
		Process shell = new ProcessBuilder("sh", "-c", recipe).directory(folder.toFile())
			.redirectErrorStream(true)
			.start();
		return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
