package dev.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a dry run tells of a campaign, and how campaigns are found by what people type.
 */
@HttpTest
class CampaignTrialHttpTests {

	private static final String CAMPAIGNS = "/api/v1/campaigns";

	private static final String DRY_RUN = CAMPAIGNS + "?dryRun=true";

	private final Api api;

	@Autowired
	CampaignTrialHttpTests(Api api) {
		this.api = api;
	}

	@Test
	void showsTheCampaignAsItWouldBeAndCreatesNothing() {
		String id = Api.newId();
		String settings = Api.settings(id, 5, """
				, "name": "Trial", "codeFormat": {"charset": "NUMERIC", "pattern": "T-######"},
				"metadata": {"owner": "marketing"}""");

		Answer tried = api.post(DRY_RUN, settings);

		assertThat(tried.status()).isEqualTo(200);
		assertThat(tried.header("ETag")).isEmpty();
		assertThat(tried.header("Location")).isEmpty();
		assertThat(tried.json().path("capacity").asLong()).isEqualTo(1_000_000);
		List<String> samples = tried.json().path("sampleCodes").valueStream().map(JsonNode::asString).toList();
		assertThat(samples).hasSize(3).doesNotHaveDuplicates().allMatch(code -> code.matches("T-[0-9]{6}"));
		assertThat(api.get(CAMPAIGNS + "/" + id).problem()).isEqualTo("campaign-not-found");
		assertThat(api.get("/api/v1/coupons/" + samples.getFirst()).problem()).isEqualTo("coupon-not-found");
		assertThat(api.get("/api/v1/audit?campaignId=" + id).json().path("items")).isEmpty();

		JsonNode created = api.post(CAMPAIGNS, settings).json();
		ObjectNode expected = (ObjectNode) tried.json();
		expected.remove(List.of("capacity", "sampleCodes"));
		assertThat(created).isEqualTo(expected);
	}

	@Test
	void answersConflictsAsACreationWould() {
		String id = api.create(1);
		String key = Api.newId();
		api.request("POST", CAMPAIGNS).header("Idempotency-Key", key).json(Api.settingsWithoutId(1)).send();
		String crowded = ", \"codeFormat\": {\"charset\": \"NUMERIC\", \"length\": 3, \"prefix\": \"%s-\"}"
			.formatted(Api.newId());
		api.create(1, crowded);

		assertThat(api.post(DRY_RUN, Api.settings(id, 2)).problem()).isEqualTo("campaign-exists");
		assertThat(api.request("POST", DRY_RUN)
			.header("Idempotency-Key", key)
			.json(Api.settingsWithoutId(2))
			.send()
			.problem()).isEqualTo("idempotency-key-reused");
		assertThat(api.post(DRY_RUN, Api.settings(Api.newId(), 1, crowded)).problem())
			.isEqualTo("code-space-exhausted");
		assertThat(api.post(DRY_RUN, Api.settings(Api.newId(), 0)).json().path("errors").path(0).path("pointer"))
			.hasToString("\"/maxCoupons\"");
		assertThat(api.post(DRY_RUN, Api.settings(Api.newId(), 1, ", \"couponsExtendedTo\": \"2099-01-01\"")).problem())
			.isEqualTo("invalid-request");
	}

	@Test
	void showsACampaignThatExistsWithTheSameContentAsItIs() {
		String id = api.create(1);
		api.issue(id);

		JsonNode tried = api.post(DRY_RUN, Api.settings(id, 1)).json();

		assertThat(tried.path("issued").asInt()).isOne();
		assertThat(tried.path("sampleCodes")).hasSize(3);
	}

	@Test
	void namesTheIdThatAKeyLeadsTo() {
		String key = Api.newId();

		String tried = api.request("POST", DRY_RUN)
			.header("Idempotency-Key", key)
			.json(Api.settingsWithoutId(1))
			.send()
			.json()
			.path("id")
			.asString();

		assertThat(api.request("POST", CAMPAIGNS)
			.header("Idempotency-Key", key)
			.json(Api.settingsWithoutId(1))
			.send()
			.json()
			.path("id")
			.asString()).isEqualTo(tried);
	}

	@Test
	void capsTheCapacityAtWhatAllClientsCanRead() {
		assertThat(api.post(DRY_RUN, Api.settings(Api.newId(), 1)).json().path("capacity").asLong())
			.isEqualTo(9_007_199_254_740_991L);
	}

	@Test
	void createsUnlessItIsADryRun() {
		assertThat(api.post(CAMPAIGNS + "?dryRun=false", Api.settings(Api.newId(), 1)).status()).isEqualTo(201);
	}

	@Test
	void findsCampaignsByWhatTheirIdOrNameBeginsWith() {
		String marker = Api.newId() + "z";
		String byId = marker + "-ID";
		String byName = Api.newId();
		api.post(CAMPAIGNS, Api.settings(byId, 1));
		api.post(CAMPAIGNS,
				Api.settings(byName, 1, ", \"name\": \"%s Über 10%%\"".formatted(marker.toUpperCase(Locale.ROOT))));

		assertThat(found("q=" + marker)).containsExactlyInAnyOrder(byId, byName);
		assertThat(found("q=" + marker + "-i")).isEmpty();
		assertThat(found("q=" + marker + "%20%C3%BCber%2010%25")).containsExactly(byName);
		assertThat(found("q=" + marker + "&status=PAUSED")).isEmpty();
		api.post(CAMPAIGNS + "/" + byId + "/pause");
		assertThat(found("q=" + marker + "&status=PAUSED")).containsExactly(byId);
		assertThat(found("q=" + marker + "&limit=1")).hasSize(1);
	}

	private List<String> found(String query) {
		return Stream.of(api.get(CAMPAIGNS + "?" + query).json())
			.flatMap(page -> page.path("items").valueStream())
			.map(item -> item.path("id").asString())
			.toList();
	}

}
