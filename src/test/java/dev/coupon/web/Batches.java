package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.Api.Call;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends batches, and reads their answers. */
record Batches(Api api) {

	private static final JsonMapper JSON = new JsonMapper();

	static final String CSV = "text/csv";

	static final String NDJSON = "application/x-ndjson";

	Call batch(String campaignId, String type, String body) {
		return api.request("POST", "/api/v1/campaigns/" + campaignId + "/coupons/batch")
			.header("Content-Type", type)
			.body(body);
	}

	static List<JsonNode> rows(Answer answer) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		assertThat(answer.mediaType()).isEqualTo(NDJSON);
		return answer.body().lines().map(JSON::readTree).toList();
	}

	List<JsonNode> rows(String campaignId, String type, String body) {
		return rows(batch(campaignId, type, body).send());
	}

	static List<Integer> statuses(List<JsonNode> rows) {
		return rows.stream().map(row -> row.path("status").asInt()).toList();
	}

	static Set<String> codes(List<JsonNode> rows) {
		return rows.stream()
			.map(row -> row.path("coupon").path("code").asString(""))
			.filter(code -> !code.isEmpty())
			.collect(Collectors.toSet());
	}

	int issued(String campaignId) {
		return api.get("/api/v1/campaigns/" + campaignId).json().path("issued").asInt();
	}

	static String users(int count) {
		return IntStream.range(0, count).mapToObj(i -> "user-" + i + "\n").collect(Collectors.joining());
	}

}
