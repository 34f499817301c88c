package dev.coupon.web.openapi;

import static java.util.Map.entry;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The scenarios about webhooks. Their receiver doesn't exist. */
final class WebhookScenarios {

	/** The operations that take a body. */
	static final Set<String> WITH_A_BODY = Set.of("createWebhook", "changeWebhook", "redeliver");

	private static final String WEBHOOKS = "/api/v1/webhooks";

	private static final String NEW = """
			{"url": "http://127.0.0.1:9/", "types": ["campaign.erased"], "campaignIds": ["none"], "batch": true,
			 "from": "beginning"}""";

	private static final String FROM = "{\"from\": \"beginning\"}";

	private final Scenarios all;

	private final Api api;

	WebhookScenarios(Scenarios all, Api api) {
		this.all = all;
		this.api = api;
	}

	/** A request of each operation that a working service has no objection to. */
	static Map<String, Supplier<Call>> requests(Api api) {
		return Map.ofEntries(entry("createWebhook", () -> api.request("POST", WEBHOOKS).json(NEW)),
				entry("listWebhooks", () -> api.request("GET", WEBHOOKS)),
				entry("readWebhook", () -> api.request("GET", webhook(api))),
				entry("changeWebhook", () -> api.request("PATCH", webhook(api)).json("{}")),
				entry("deleteWebhook", () -> api.request("DELETE", webhook(api))),
				entry("renewSecret", () -> api.request("POST", webhook(api) + "/secret")),
				entry("testWebhook", () -> api.request("POST", webhook(api) + "/test")),
				entry("listDeliveries", () -> api.request("GET", webhook(api) + "/deliveries")),
				entry("redeliver", () -> api.request("POST", webhook(api) + "/redeliveries").json(FROM)));
	}

	private static String webhook(Api api) {
		return api.post(WEBHOOKS, NEW).header("Location").orElseThrow();
	}

	void addAll() {
		all.add("createWebhook", 201, () -> api.post(WEBHOOKS, NEW));
		all.add("listWebhooks", 200, () -> {
			webhook(api);
			return api.get(WEBHOOKS);
		});
		all.add("readWebhook", 200, () -> {
			String webhook = webhook(api);
			api.patch(webhook, "{\"enabled\": false}");
			return api.get(webhook);
		});
		all.add("changeWebhook", 200,
				() -> api.patch(webhook(api), "{\"types\": [\"coupon.issued\"], \"batch\": false}"));
		all.add("deleteWebhook", 204, () -> api.delete(webhook(api)));
		all.add("renewSecret", 200, () -> api.post(webhook(api) + "/secret"));
		all.add("testWebhook", 200, () -> api.post(webhook(api) + "/test"));
		all.add("listDeliveries", 200, () -> {
			String webhook = webhook(api);
			api.post(webhook + "/test");
			api.post(webhook + "/test");
			return api.get(webhook + "/deliveries?limit=1");
		});
		all.add("redeliver", 202, () -> api.post(webhook(api) + "/redeliveries", FROM));
		problems();
	}

	private void problems() {
		String none = WEBHOOKS + "/none";
		all.add("readWebhook", 404, "webhook-not-found", () -> api.get(none));
		all.add("changeWebhook", 404, "webhook-not-found", () -> api.patch(none, "{}"));
		all.add("deleteWebhook", 404, "webhook-not-found", () -> api.delete(none));
		all.add("renewSecret", 404, "webhook-not-found", () -> api.post(none + "/secret"));
		all.add("testWebhook", 404, "webhook-not-found", () -> api.post(none + "/test"));
		all.add("listDeliveries", 404, "webhook-not-found", () -> api.get(none + "/deliveries"));
		all.add("redeliver", 404, "webhook-not-found", () -> api.post(none + "/redeliveries", FROM));
		all.add("createWebhook", 400, "invalid-request",
				() -> api.post(WEBHOOKS, NEW.replace("127.0.0.1", "10.0.0.1")));
		all.add("listDeliveries", 400, "invalid-request", () -> api.get(webhook(api) + "/deliveries?limit=0"));
		all.add("listWebhooks", 400, "invalid-request", () -> api.get(WEBHOOKS + "?limit=1"));
		for (String read : List.of("", "/secret", "/test")) {
			String operation = Map.of("", "readWebhook", "/secret", "renewSecret", "/test", "testWebhook")
				.getOrDefault(read, "");
			all.add(operation, 400, "invalid-request",
					() -> api.request(read.isEmpty() ? "GET" : "POST", webhook(api) + read + "?x=1").send());
		}
		all.add("deleteWebhook", 400, "invalid-request", () -> api.delete(webhook(api) + "?force=true"));
	}

}
