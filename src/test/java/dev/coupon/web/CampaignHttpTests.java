package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Campaigns, as operators use them. */
@HttpTest
class CampaignHttpTests {

	private static final String CAMPAIGNS = "/api/v1/campaigns";

	private final Api api;

	@Autowired
	CampaignHttpTests(Api api) {
		this.api = api;
	}

	@Test
	void createsACampaignAndSaysWhereItIs() {
		String id = Api.newId();
		Answer created = api.post(CAMPAIGNS, Api.settings(id, 1000));

		assertThat(created.status()).isEqualTo(201);
		assertThat(created.header("Location")).contains(CAMPAIGNS + "/" + id);
		assertThat(api.get(CAMPAIGNS + "/" + id + "?codes=0").header("ETag")).isEqualTo(created.header("ETag"));
		JsonNode campaign = created.json();
		assertThat(campaign.path("status").asString()).isEqualTo("ACTIVE");
		assertThat(campaign.path("remaining").asInt()).isEqualTo(1000);
		assertThat(campaign.path("codeFormat").toString()).isEqualTo("{\"charset\":\"SAFE\",\"length\":16}");
		assertThat(campaign.propertyNames()).doesNotContain("name", "perUserLimit", "metadata", "codes", "nextAfter");
	}

	@Test
	void understandsTheRequestsOfTheSourceSystem() {
		String id = Api.newId();
		String body = """
				{"campaignId": "%s", "startDate": "20260101", "expiredDate": "20891231", "maxCoupon": 10}"""
			.formatted(id);

		Answer created = api.post(CAMPAIGNS, body);

		assertThat(created.status()).isEqualTo(201);
		assertThat(created.json().path("id").asString()).isEqualTo(id);
		assertThat(created.json().path("maxCoupons").asInt()).isEqualTo(10);
		assertThat(api.post(CAMPAIGNS, body).status()).isEqualTo(200);
	}

	/** As JSON Schema does, in which the API is described. */
	@ParameterizedTest
	@ValueSource(strings = { "1000", "1000.0", "1e3", "1E+3", "0.1e4", "100000e-2", "1000.00000000000000000000" })
	void takesWholeNumbersInAnyNotation(String number) {
		String settings = Api.settings(Api.newId(), 5, ", \"perUserLimit\": 2e0, \"codeFormat\": {\"length\": 1.2e1}");

		Answer created = api.post(CAMPAIGNS, settings.replace("\"maxCoupons\": 5", "\"maxCoupons\": " + number));
		Answer changed = api.patch(created.header("Location").orElseThrow(),
				"{\"maxCoupons\": " + number + ", \"perUserLimit\": 3.0}");

		assertThat(created.status()).as(created.toString()).isEqualTo(201);
		assertThat(created.json().path("maxCoupons").asInt()).isEqualTo(1000);
		assertThat(created.json().path("perUserLimit").asInt()).isEqualTo(2);
		assertThat(created.json().path("codeFormat").path("length").asInt()).isEqualTo(12);
		assertThat(changed.json().path("perUserLimit").asInt()).isEqualTo(3);
	}

	/** As JSON Schema does: an emoji is one character. */
	@Test
	void countsTheCharactersOfTextsAsPeopleDo() {
		String emoji = "\uD83D\uDE00";
		String metadata = ", \"name\": \"%s\", \"metadata\": {\"%s\": \"%s\"}";

		String campaign = CAMPAIGNS + "/"
				+ api.create(1, metadata.formatted(emoji.repeat(200), emoji.repeat(64), emoji.repeat(500)));
		Answer tooLong = api.post(CAMPAIGNS, Api.settings(Api.newId(), 1,
				metadata.formatted(emoji.repeat(201), emoji.repeat(65), emoji.repeat(501))));

		assertThat(api.get(campaign).json().path("name").asString()).isEqualTo(emoji.repeat(200));
		assertThat(api.patch(campaign, "{\"name\": \"" + emoji.repeat(199) + "\"}").status()).isEqualTo(200);
		assertThat(errors(tooLong)).contains("/name", "\"/metadata\"", "/metadata/" + emoji.repeat(65));
		String user = "{\"userId\": \"" + emoji.repeat(128) + "\"}";
		assertThat(api.post(campaign + "/coupons", user).status()).isEqualTo(201);
	}

	@Test
	void refusesASettingUnderBothItsNames() {
		String body = """
				{"id": "a", "campaignId": "b", "startsAt": "2026-01-01", "startDate": "20260101",
				 "endsAt": "2026-12-31", "maxCoupons": 1}""";

		assertThat(errors(api.post(CAMPAIGNS, body))).contains("/campaignId", "/startDate", "must be absent");
	}

	@Test
	void generatesAnId() {
		Answer created = api.post(CAMPAIGNS, Api.settings("", 1).replace("\"id\": \"\", ", ""));

		String id = created.json().path("id").asString();
		assertThat(id).matches("[0-9a-z]{12}");
		assertThat(created.header("Location")).contains(CAMPAIGNS + "/" + id);
	}

	@Test
	void showsSettingsAsTheyWereMeant() {
		JsonNode campaign = api.get(CAMPAIGNS + "/" + api.create(5, """
				, "name": "Sale", "perUserLimit": 2, "timeZone": "Asia/Seoul", "couponsExpireAt": "20901231",
				"codeFormat": {"pattern": "SALE-########"}, "metadata": {"owner": "marketing"}""")).json();

		assertThat(campaign.path("couponsExpireAt").asString()).isEqualTo("2090-12-31T15:00:00Z");
		assertThat(campaign.path("timeZone").asString()).isEqualTo("Asia/Seoul");
		assertThat(campaign.path("codeFormat").toString())
			.isEqualTo("{\"charset\":\"SAFE\",\"length\":8,\"prefix\":\"SALE-\"}");
		assertThat(campaign.path("metadata").toString()).isEqualTo("{\"owner\":\"marketing\"}");
		assertThat(campaign.path("couponValidFor").isMissingNode()).isTrue();
		String valid = CAMPAIGNS + "/" + api.create(5, ", \"couponValidFor\": \"PT36H\"");
		assertThat(api.get(valid).json().path("couponValidFor").asString()).isEqualTo("P1DT12H");
	}

	@Test
	void readsCodesInOrderAndSaysWhereTheyGoOn() {
		String id = api.create(10);
		List<String> codes = IntStream.range(0, 5).mapToObj(i -> api.issue(id)).toList();

		JsonNode all = api.get(CAMPAIGNS + "/" + id).json();
		JsonNode some = api.get(CAMPAIGNS + "/" + id + "?codes=3").json();
		JsonNode none = api.get(CAMPAIGNS + "/" + id + "?codes=0").json();

		assertThat(all.path("codes").valueStream().map(JsonNode::asString)).isEqualTo(codes);
		assertThat(all.path("issued").asInt()).isEqualTo(5);
		assertThat(all.has("nextAfter")).isFalse();
		assertThat(some.path("codes").valueStream().map(JsonNode::asString)).isEqualTo(codes.subList(0, 3));
		JsonNode rest = api.get(CAMPAIGNS + "/" + id + "/coupons?after=" + some.path("nextAfter").asInt()).json();
		assertThat(rest.path("items").valueStream().map(coupon -> coupon.path("code").asString()))
			.isEqualTo(codes.subList(3, 5));
		assertThat(none.path("codes").isEmpty()).isTrue();
		assertThat(none.path("nextAfter").asInt(-1)).isZero();
	}

	@Test
	void listsCampaignsByPageAndStatus() {
		List<String> created = IntStream.range(0, 5).mapToObj(i -> api.create(1)).toList();
		api.post(CAMPAIGNS + "/" + created.get(2) + "/pause");

		assertThat(listed("limit=2")).containsAll(created).isSorted();
		assertThat(listed("limit=2&status=PAUSED")).contains(created.get(2)).doesNotContain(created.get(1));
	}

	private List<String> listed(String query) {
		List<String> ids = new ArrayList<>();
		String after = "";
		while (after != null) {
			JsonNode page = api.get(CAMPAIGNS + "?" + query + after).json();
			page.path("items").forEach(campaign -> ids.add(campaign.path("id").asString()));
			assertThat(page.path("items").valueStream()).allMatch(campaign -> !campaign.has("codes"));
			after = page.has("nextAfter") ? "&after=" + page.path("nextAfter").asString() : null;
		}
		return ids;
	}

	@Test
	void changesOnlyWhatThePatchNames() {
		String campaign = CAMPAIGNS + "/" + api.create(5, """
				, "name": "Sale", "perUserLimit": 2, "metadata": {"owner": "marketing", "cost": "7"}""");

		Answer changed = api.patch(campaign, """
				{"maxCoupons": 9, "name": null, "perUserLimit": null, "endsAt": "2089-12-31",
				 "metadata": {"cost": null, "lead": "Kim"}}""");

		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.json().path("maxCoupons").asInt()).isEqualTo(9);
		assertThat(changed.json().path("endsAt").asString()).isEqualTo("2090-01-01T00:00:00Z");
		assertThat(changed.json().has("name")).isFalse();
		assertThat(changed.json().has("perUserLimit")).isFalse();
		assertThat(changed.json().path("metadata").toString()).contains("owner", "lead").doesNotContain("cost");
		assertThat(api.patch(campaign, "{\"metadata\": null}").json().has("metadata")).isFalse();
	}

	@Test
	void changesNothingThatAPatchMayNotOrCanNot() {
		String campaign = CAMPAIGNS + "/"
				+ api.create(1000, ", \"codeFormat\": {\"charset\": \"NUMERIC\", \"length\": 6}");
		Answer before = api.get(campaign);

		assertThat(errors(api.patch(campaign, "{\"id\": \"x\", \"timeZone\": \"UTC\", \"codeFormat\": {}}")))
			.contains("/id", "/timeZone", "/codeFormat");
		assertThat(errors(api.patch(campaign, "{\"maxCoupons\": null, \"endsAt\": null}"))).contains("/maxCoupons",
				"/endsAt");
		assertThat(errors(api.patch(campaign, "{\"maxCoupons\": 1001}"))).contains("/codeFormat", "at least 7",
				"at most 1000 coupons");
		assertThat(errors(api.patch(campaign, "{\"maxCoupons\": \"1000\"}"))).contains("/maxCoupons", "whole number");
		assertThat(api.get(campaign).body()).isEqualTo(before.body());
		assertThat(api.get(campaign).header("ETag")).isEqualTo(before.header("ETag"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 33, 90 })
	void changesCampaignsWhoseCodesAreLong(int length) {
		String format = ", \"codeFormat\": {\"pattern\": \"%s%s\"}".formatted("A".repeat(length),
				"#".repeat(128 - length));
		String campaign = CAMPAIGNS + "/" + api.create(1, format);

		assertThat(api.patch(campaign, "{\"maxCoupons\": 2}").json().path("maxCoupons").asInt()).isEqualTo(2);
		assertThat(api.get(campaign).json().path("codeFormat").has("pattern")).isTrue();
	}

	private static String errors(Answer answer) {
		assertThat(answer.problem()).isEqualTo("invalid-request");
		return answer.json().path("errors").toString();
	}

	@Test
	void changesOnlyTheRevisionThatIfMatchNames() {
		String campaign = CAMPAIGNS + "/" + api.create(5);
		String tag = api.get(campaign).header("ETag").orElseThrow();
		String newTag = patched(campaign, tag, 200).header("ETag").orElseThrow();

		assertThat(newTag).isNotEqualTo(tag).matches("\"[^\"]+\"");
		patched(campaign, tag, 412);
		patched(campaign, "W/" + tag, 412);
		newTag = patched(campaign, "W/" + newTag, 200).header("ETag").orElseThrow();
		newTag = patched(campaign, newTag.replaceFirst("\"$", "-gzip\""), 200).header("ETag").orElseThrow();
		patched(campaign, "\"other\", " + newTag, 200);
		patched(campaign, "*", 200);
		assertThat(patched(campaign, "no quotes", 400).body()).contains("If-Match");
	}

	private Answer patched(String campaign, String ifMatch, int status) {
		int maxCoupons = api.get(campaign).json().path("maxCoupons").asInt() + 1;
		Answer answer = api.request("PATCH", campaign)
			.header("If-Match", ifMatch)
			.json("{\"maxCoupons\": " + maxCoupons + "}")
			.send();
		assertThat(answer.status()).isEqualTo(status);
		return answer;
	}

	@Test
	void saysWhichParametersAndFieldsThereAre() {
		String campaign = CAMPAIGNS + "/" + api.create(5);

		assertThat(errors(api.get(CAMPAIGNS + "?state=ACTIVE&limit=2"))).contains("\"state\"",
				"known are after, limit, q, status");
		assertThat(errors(api.get(campaign + "?code=1"))).contains("known are codes");
		assertThat(errors(api.post(campaign + "/pause", "{\"why\": \"stock\"}"))).contains("/why", "known are reason");
		assertThat(errors(api.request("DELETE", campaign).json("[]").send())).contains("takes no body");
		assertThat(api.get(campaign).json().path("status").asString()).isEqualTo("ACTIVE");
	}

	/** Which some clients send with everything. */
	@Test
	void takesBodiesThatSayNothing() {
		String campaign = CAMPAIGNS + "/" + api.create(5);

		assertThat(api.post(campaign + "/pause", "{}").status()).isEqualTo(200);
		assertThat(api.post(campaign + "/resume", "").status()).isEqualTo(200);
		assertThat(api.request("POST", campaign + "/pause")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.send()
			.status()).isEqualTo(200);
		assertThat(api.get(CAMPAIGNS + "?").status()).isEqualTo(200);
		assertThat(api.get(CAMPAIGNS + "?&limit=1&").status()).isEqualTo(200);
	}

	@Test
	void pausesResumesAndDeletesOnlyTheRevisionThatIfMatchNames() {
		String campaign = CAMPAIGNS + "/" + api.create(5);
		String tag = api.get(campaign).header("ETag").orElseThrow();
		String paused = matching("POST", campaign + "/pause", tag, 200);

		for (String stale : List.of(tag, "W/" + tag, "\"other\", " + tag)) {
			matching("POST", campaign + "/pause", stale, 412);
			matching("POST", campaign + "/resume", stale, 412);
			matching("DELETE", campaign, stale, 412);
			matching("DELETE", campaign + "?force=true", stale, 412);
		}
		for (String none : List.of("", "x", "\"x")) {
			matching("POST", campaign + "/resume", none, 400);
			matching("DELETE", campaign + "?force=true", none, 400);
		}
		assertThat(api.get(campaign).json().path("status").asString()).isEqualTo("PAUSED");
		matching("POST", campaign + "/pause", "*", 200);
		String resumed = matching("POST", campaign + "/resume", "\"other\", W/" + paused, 200);
		matching("DELETE", campaign + "?force=true", tag + ", " + resumed, 204);
		matching("DELETE", campaign + "?force=true", "*", 404);
	}

	/** Returns the new tag. */
	private String matching(String method, String path, String ifMatch, int status) {
		Answer answer = api.request(method, path).header("If-Match", ifMatch).send();

		assertThat(answer.status()).as(method + " " + path + " " + ifMatch).isEqualTo(status);
		return answer.header("ETag").orElse("");
	}

	@Test
	void offersNoConditionalReadSinceTheTagSaysNothingOfTheCounts() {
		String campaign = CAMPAIGNS + "/" + api.create(5);
		String tag = api.get(campaign).header("ETag").orElseThrow();

		assertThat(api.request("GET", campaign).header("If-None-Match", tag).send().status()).isEqualTo(200);
	}

	@Test
	void pausesAndResumesAsOftenAsAsked() {
		String campaign = CAMPAIGNS + "/" + api.create(5);

		assertThat(api.post(campaign + "/pause").json().path("status").asString()).isEqualTo("PAUSED");
		assertThat(api.post(campaign + "/pause").status()).isEqualTo(200);
		assertThat(api.post(campaign + "/resume").json().path("status").asString()).isEqualTo("ACTIVE");
		assertThat(api.post(campaign + "/resume").status()).isEqualTo(200);
	}

	@Test
	void deletesACampaignAndFreesItsId() {
		String id = api.create(5);
		String code = api.issue(id);

		assertThat(api.delete(CAMPAIGNS + "/" + id + "?force=true").status()).isEqualTo(204);

		assertThat(api.get(CAMPAIGNS + "/" + id).problem()).isEqualTo("campaign-not-found");
		assertThat(api.get("/api/v1/coupons/" + code).problem()).isEqualTo("coupon-not-found");
		assertThat(api.post(CAMPAIGNS, Api.settings(id, 7)).status()).isEqualTo(201);
	}

}
