package dev.coupon.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.coupon.events.webhook.Hooks.Hook;
import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.HttpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Webhooks as operators create and change them. */
@HttpTest
@TestPropertySource(properties = "coupon.webhooks.allowed-networks=127.0.0.0/8")
@ExtendWith(OutputCaptureExtension.class)
class WebhookHttpTests {

	private static final String URL = "http://127.0.0.1:9/";

	private final Api api;

	private final Hooks hooks;

	@Autowired
	WebhookHttpTests(Api api) {
		this.api = api;
		this.hooks = new Hooks(api);
	}

	@Test
	void showsItsSecretOnceAndNeverAgain(CapturedOutput output) {
		Answer created = api.post(Hooks.PATH, "{\"url\": \"" + URL + "\", \"types\": [\"coupon.issued\"]}");
		String secret = created.json().path("secret").asString();
		String path = created.header("Location").orElseThrow();
		String renewed = api.post(path + "/secret").json().path("secret").asString();

		assertThat(secret).startsWith("whsec_").hasSizeGreaterThan(40).isNotEqualTo(renewed);
		for (String answer : new String[] { api.get(path).body(), api.get(Hooks.PATH).body(),
				api.patch(path, "{\"batch\": true}").body(), api.post(path + "/test").body(),
				api.get(path + "/deliveries").body(), output.getAll() }) {
			assertThat(answer).doesNotContain("whsec_");
		}
	}

	@Test
	void saysWhatItSendsWhere() {
		Hook hook = hooks.create(URL, "c1", "");
		JsonNode webhook = hooks.read(hook);

		assertThat(webhook.path("url").asString()).isEqualTo(URL);
		assertThat(webhook.path("types").valueStream().map(JsonNode::asString)).containsExactly("campaign.paused",
				"campaign.resumed", "coupon.issued");
		assertThat(webhook.path("campaignIds").get(0).asString()).isEqualTo("c1");
		assertThat(webhook.path("batch").asBoolean()).isFalse();
		assertThat(webhook.path("enabled").asBoolean()).isTrue();
		assertThat(webhook.path("after").asString()).matches("\\d+\\.\\d+\\.\\d+");
		assertThat(api.get(Hooks.PATH).json().path("items").valueStream()).contains(webhook);
	}

	@Test
	void changesWhatIsNamedAndRemovesCampaignsOnly() {
		Hook hook = hooks.create(URL, "c1", "");

		JsonNode changed = api.patch(hook.path(), "{\"types\": [\"coupon.voided\"], \"campaignIds\": null}").json();
		assertThat(changed.path("types").size()).isEqualTo(1);
		assertThat(changed.has("campaignIds")).isFalse();
		assertThat(changed.path("url").asString()).isEqualTo(URL);
		Answer refused = api.patch(hook.path(), "{\"types\": null, \"url\": null}");
		assertThat(refused.json().path("errors").valueStream().map(error -> error.path("pointer").asString()))
			.containsExactlyInAnyOrder("/types", "/url");
	}

	@Test
	void namesAllFaultsAtOnce() {
		Answer answer = api.post(Hooks.PATH, """
				{"url": "nonsense", "types": ["coupon.issued", "coupon.eaten"], "campaignIds": ["a b", "c"]}""");

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().path("errors").valueStream().map(error -> error.path("pointer").asString()))
			.containsExactlyInAnyOrder("/url", "/types/1", "/campaignIds/0");
		assertThat(api.post(Hooks.PATH, "{}").body()).contains("\"/url\"", "is required", "\"/types\"");
	}

	@Test
	void refusesPlacesThatAreNotInTheFeed() {
		Hook hook = hooks.create(URL, "c1", "");
		for (String from : new String[] { "\"yesterday\"", "\"999999999999999999.0.0\"", "null",
				"\"2020-01-01T00:00:00Z\"", "\"+999999999-01-01T00:00:00Z\"" }) {
			Answer answer = api.post(hook.path() + "/redeliveries", "{\"from\": " + from + "}");
			assertThat(answer.status()).as(from).isEqualTo(400);
			assertThat(answer.json().path("errors").get(0).path("pointer").asString()).isEqualTo("/from");
		}
		assertThat(api.post(Hooks.PATH, """
				{"url": "%s", "types": ["coupon.issued"], "from": "2020-01-01T00:00:00Z"}""".formatted(URL)).body())
			.contains("/from");
	}

	@Test
	void logsWhoDidWhatWithoutSecretsOfTheAddress() {
		Logger audit = (Logger) LoggerFactory.getLogger("audit");
		ListAppender<ILoggingEvent> events = new ListAppender<>();
		events.start();
		audit.addAppender(events);
		try {
			Hook hook = hooks.create(URL + "?token=hush", "c1", "");
			api.post(hook.path() + "/secret");
			api.delete(hook.path());
		}
		finally {
			audit.detachAppender(events);
		}

		assertThat(events.list).extracting(ILoggingEvent::getFormattedMessage)
			.satisfiesExactly(
					line -> assertThat(line).startsWith("create-webhook wh_").contains("to 127.0.0.1 by 127.0.0.1"),
					line -> assertThat(line).startsWith("renew-webhook-secret wh_"),
					line -> assertThat(line).startsWith("delete-webhook wh_"));
		assertThat(events.list.toString()).doesNotContain("hush", "whsec_");
	}

	@Test
	void tellsInTheDocumentWhatReceiversGet() {
		JsonNode message = api.get("/v3/api-docs").json().path("webhooks").path("events").path("post");

		assertThat(message.path("requestBody").path("content").propertyNames())
			.containsExactlyInAnyOrder("application/cloudevents+json", "application/cloudevents-batch+json");
		assertThat(message.path("parameters").valueStream().map(header -> header.path("name").asString()))
			.containsExactly("webhook-id", "webhook-timestamp", "webhook-signature");
	}

	@Test
	void forgetsWhatIsDeleted() {
		Hook hook = hooks.create(URL, "c1", "");
		api.post(hook.path() + "/test");

		assertThat(api.delete(hook.path()).status()).isEqualTo(204);

		assertThat(api.delete(hook.path()).problem()).isEqualTo("webhook-not-found");
		assertThat(api.get(hook.path() + "/deliveries").problem()).isEqualTo("webhook-not-found");
	}

}
