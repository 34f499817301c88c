package dev.coupon.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** Webhooks as operators use them. */
record Hooks(Api api) {

	static final String PATH = "/api/v1/webhooks";

	/** A webhook and its first secret. */
	record Hook(String path, String secret) {
	}

	/** Creates a webhook for events of one campaign. */
	Hook create(String url, String campaignId, String more) {
		Answer answer = api.post(PATH, """
				{"url": "%s", "campaignIds": ["%s"],
				 "types": ["coupon.issued", "campaign.paused", "campaign.resumed"]%s}""".formatted(url, campaignId,
				more));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return new Hook(answer.header("Location").orElseThrow(), answer.json().path("secret").asString());
	}

	JsonNode read(Hook hook) {
		return api.get(hook.path()).json();
	}

	/** The webhook, once it is as wanted. */
	JsonNode await(Hook hook, Predicate<JsonNode> wanted) {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> read(hook), wanted);
	}

	/** The webhook, once its next attempt has failed so often. */
	JsonNode awaitFailures(Hook hook, int failures) {
		return await(hook, webhook -> webhook.path("pending").path("failures").asInt(0) >= failures);
	}

	JsonNode deliveries(Hook hook) {
		return api.get(hook.path() + "/deliveries").json().path("items");
	}

}
