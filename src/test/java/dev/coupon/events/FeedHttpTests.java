package dev.coupon.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The feed of events in pages. */
@HttpTest
class FeedHttpTests {

	private final Api api;

	@Autowired
	FeedHttpTests(Api api) {
		this.api = api;
	}

	private static List<String> types(Answer page) {
		return page.json().path("items").values().stream().map(item -> item.path("type").asString()).toList();
	}

	private static String nextAfter(Answer page) {
		return page.json().path("nextAfter").asString();
	}

	@Test
	void tellsWhatHappenedInTheFormOfCloudEvents() {
		String id = api.create(10);
		String code = api.issue(id);
		api.post("/api/v1/coupons/" + code + "/redemption", "{\"reference\": \"order-1\"}");

		Answer page = api.get("/api/v1/events?campaignId=" + id);

		assertThat(types(page)).containsExactly("campaign.created", "coupon.issued", "coupon.redeemed");
		JsonNode created = page.json().path("items").get(0);
		assertThat(created.path("specversion").asString()).isEqualTo("1.0");
		assertThat(created.path("source").asString()).isEqualTo("/api/v1/campaigns/" + id);
		assertThat(created.path("sequence").asString()).isEqualTo("0000000001");
		assertThat(created.path("data").path("id").asString()).isEqualTo(id);
		assertThat(created.path("data").path("maxCoupons").asInt()).isEqualTo(10);
		assertThat(created.path("data").path("issued").asInt()).isZero();
		JsonNode issued = page.json().path("items").get(1);
		assertThat(issued.path("id").asString()).isEqualTo(created.path("id").asString().replaceFirst("-1$", "-2"));
		assertThat(issued.path("data").path("code").asString()).isEqualTo(code);
		assertThat(issued.path("data").path("status").asString()).isEqualTo("ISSUED");
		assertThat(page.json().path("items").get(2).path("data").path("redemptionReference").asString())
			.isEqualTo("order-1");
	}

	@Test
	void goesOnWhereThePageBeforeEnded() {
		String id = api.create(10);
		IntStream.range(0, 5).forEach(i -> api.issue(id));
		List<String> types = new ArrayList<>();
		String path = "/api/v1/events?campaignId=" + id + "&limit=2";
		Answer page = api.get(path);
		while (!types(page).isEmpty()) {
			types.addAll(types(page));
			page = api.get(path + "&after=" + nextAfter(page));
		}

		assertThat(types).hasSize(6);
		String end = nextAfter(page);
		assertThat(nextAfter(api.get(path + "&after=" + end))).isEqualTo(end);
		api.post("/api/v1/campaigns/" + id + "/pause");
		assertThat(types(api.get(path + "&after=" + end))).containsExactly("campaign.paused");
	}

	@Test
	void hasOnlyTheTypesThatAreAskedFor() {
		String id = api.create(10);
		api.issue(id);
		api.post("/api/v1/campaigns/" + id + "/pause");
		api.delete("/api/v1/campaigns/" + id + "?force=true");

		assertThat(types(api.get("/api/v1/events?types=campaign.paused,campaign.deleted&campaignId=" + id)))
			.containsExactly("campaign.paused", "campaign.deleted");
	}

	@Test
	void refusesAnEmptyListOfTypes() {
		assertThat(api.get("/api/v1/events?types=").problem()).isEqualTo("invalid-request");
	}

	@Test
	void tellsHowManyCouponsADeletedCampaignHad() {
		String id = api.create(10);
		api.issue(id);
		api.issue(id);
		api.delete("/api/v1/campaigns/" + id + "?force=true");

		JsonNode deleted = api.get("/api/v1/events?types=campaign.deleted&campaignId=" + id)
			.json()
			.path("items")
			.get(0);
		assertThat(deleted.path("data").path("issued").asInt()).isEqualTo(2);
		assertThat(deleted.path("data").path("maxCoupons").asInt()).isEqualTo(10);
		assertThat(deleted.path("sequence").asString()).isEqualTo("0000000004");
	}

	@Test
	void refusesWhatItDoesNotUnderstandAndNamesAllOfIt() {
		Answer answer = api.get("/api/v1/events?after=yesterday&types=coupon.issued,coupon.eaten");

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().path("errors").values()).extracting(error -> error.path("pointer").asString())
			.containsExactlyInAnyOrder("after", "types");
		assertThat(answer.body()).contains("coupon.void-revoked");
	}

	@Test
	void refusesAPositionAfterTheEndBecauseAReaderWouldMissWhatComes() {
		Answer answer = api.get("/api/v1/events?after=999999999999999999.0.0");

		assertThat(answer.problem()).isEqualTo("invalid-request");
		assertThat(answer.body()).contains("begin without it");
	}

	@Test
	void refusesAPositionAfterTheEndOfTheLastRun() {
		String id = api.create(10);
		api.issue(id);
		String end = api.get("/api/v1/events?limit=1000&campaignId=" + id).json().path("nextAfter").asString();
		String[] parts = end.split("\\.", -1);

		assertThat(api.get("/api/v1/events?after=" + end).status()).isEqualTo(200);
		for (String after : List.of(parts[0] + ".2." + parts[2], parts[0] + "." + parts[1] + ".9")) {
			Answer answer = api.get("/api/v1/events?after=" + after);
			assertThat(answer.status()).as(after).isEqualTo(400);
			assertThat(answer.body()).contains("begin without it");
		}
	}

}
