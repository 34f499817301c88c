package dev.coupon.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.events.webhook.Hooks.Hook;
import dev.coupon.testing.Api;
import dev.coupon.testing.Receiver;
import dev.coupon.testing.Receiver.Received;
import dev.coupon.testing.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import tools.jackson.databind.JsonNode;

/** What receivers get, and what becomes of those that don't answer as they should. */
class WebhookDeliveryTests extends WithReceiver {

	@Autowired
	WebhookDeliveryTests(Api api, SettableClock clock, ScheduledTaskHolder schedule) throws IOException {
		super(api, clock, schedule);
	}

	private static List<Integer> sequences(List<Received> received) {
		return received.stream().map(one -> one.json().path("data").path("sequence").asInt()).toList();
	}

	@Test
	void sendsEachEventInOrderAndSigned() {
		String campaign = api.create(10);
		api.issue(campaign);
		Hook hook = hooks.create(receiver.url(), campaign, "");
		issue(campaign, 3);

		List<Received> received = receiver.await(3);

		assertThat(sequences(received)).containsExactly(2, 3, 4);
		assertThat(received).allMatch(one -> one.isSignedBy(hook.secret()))
			.extracting(one -> one.header("webhook-id"))
			.doesNotHaveDuplicates();
		assertThat(received.getFirst().header("Content-Type")).isEqualTo("application/cloudevents+json; charset=UTF-8");
		assertThat(received.getFirst().json()).isEqualTo(
				api.get("/api/v1/events?types=coupon.issued&campaignId=" + campaign).json().path("items").get(1));
		hooks.await(hook, webhook -> webhook.path("pending").isMissingNode());
		assertThat(hooks.deliveries(hook).get(0).path("outcome").asString()).isEqualTo("delivered");
		assertThat(hooks.deliveries(hook).get(0).path("status").asInt()).isEqualTo(204);
	}

	@Test
	void sendsUpToAHundredEventsAtOnceIfWanted() {
		String campaign = api.create(300);
		issue(campaign, 120);
		Hook hook = hooks.create(receiver.url(), campaign, ", \"batch\": true, \"from\": \"beginning\"");

		List<Received> received = receiver.await(2);

		assertThat(received.get(0).json().size()).isEqualTo(100);
		assertThat(received.get(1).json().size()).isEqualTo(20);
		assertThat(received.get(1).json().get(0).path("data").path("sequence").asInt()).isEqualTo(101);
		assertThat(received).allMatch(one -> one.isSignedBy(hook.secret()));
		assertThat(received.get(0).header("Content-Type"))
			.isEqualTo("application/cloudevents-batch+json; charset=UTF-8");
	}

	@Test
	void sendsTheSameAgainUntilItIsAcceptedAndNothingElseMeanwhile() {
		String campaign = api.create(10);
		Hook hook = hooks.create(receiver.url(), campaign, "");
		receiver.answer(500);
		issue(campaign, 2);
		JsonNode pending = hooks.awaitFailures(hook, 1).path("pending");
		assertThat(Duration.between(clock.instant(), Instant.parse(pending.path("nextAttemptAt").asString())))
			.isBetween(Duration.ofMillis(750), Duration.ofMillis(1_250));
		pass(Duration.ofMillis(1_250));
		hooks.awaitFailures(hook, 2);
		receiver.answer(200);
		pass(Duration.ofMillis(2_500));

		List<Received> received = receiver.await(4);

		assertThat(sequences(received)).containsExactly(1, 1, 1, 2);
		assertThat(received.subList(0, 3)).extracting(Received::body).containsOnly(received.getFirst().body());
		assertThat(received.subList(0, 3)).extracting(one -> one.header("webhook-id"))
			.containsOnly(received.getFirst().header("webhook-id"));
		assertThat(received.get(3).header("webhook-id")).isNotEqualTo(received.getFirst().header("webhook-id"));
		assertThat(receiver.mostUnderWay()).isEqualTo(1);
	}

	/** So that a service that takes over from one that died repeats it. */
	@Test
	void keepsEachMessageUntilItIsAccepted() {
		String campaign = api.create(10);
		Hook hook = hooks.create(receiver.url(), campaign, "");
		List<String> kept = new CopyOnWriteArrayList<>();
		receiver.answer(exchange -> {
			kept.add(hooks.read(hook).path("pending").path("webhookId").asString(""));
			return 200;
		});
		issue(campaign, 3);

		List<Received> received = receiver.await(3);
		hooks.await(hook, webhook -> webhook.path("pending").isMissingNode());
		assertThat(received).extracting(one -> one.header("webhook-id")).isEqualTo(kept);
	}

	@Test
	void isDisabledAfterThreeDaysAndGoesOnWhereItWasWhenEnabledAgain() {
		String campaign = api.create(10);
		Hook hook = hooks.create(receiver.url(), campaign, "");
		receiver.answer(503);
		issue(campaign, 2);
		hooks.awaitFailures(hook, 1);
		pass(Duration.ofDays(3));

		JsonNode disabled = hooks.await(hook, webhook -> !webhook.path("enabled").asBoolean());
		assertThat(disabled.path("disabledReason").asString()).isEqualTo("failed");
		int before = receiver.received().size();
		pass(Duration.ofHours(2));
		assertThat(receiver.received()).hasSize(before);
		assertThat(api.get("/actuator/metrics/coupon.webhooks.disabled").body()).contains("\"value\":1.0");

		receiver.answer(200);
		assertThat(api.patch(hook.path(), "{\"enabled\": true}").json().path("enabled").asBoolean()).isTrue();
		assertThat(sequences(receiver.await(before + 2)).subList(before, before + 2)).containsExactly(1, 2);
	}

	@Test
	void acceptsTheOldSecretAndTheNewOneWhileBothSign() {
		String campaign = api.create(100);
		Hook hook = hooks.create(receiver.url(), campaign, "");
		issue(campaign, 10);
		String secret = api.post(hook.path() + "/secret").json().path("secret").asString();
		issue(campaign, 10);

		List<Received> received = receiver.await(20);
		assertThat(received).allMatch(one -> one.isSignedBy(hook.secret()));
		assertThat(received.getLast()).matches(one -> one.isSignedBy(secret));
		assertThat(sequences(received)).isSorted().doesNotHaveDuplicates();
		clock.advance(Duration.ofHours(25));
		api.issue(campaign);
		String signatures = receiver.await(21).getLast().header("webhook-signature");
		assertThat(signatures).startsWith("v1,").doesNotContain(" ");
	}

	@Test
	void deliversAgainWhatWasDeliveredSinceATime() {
		String campaign = api.create(10);
		Hook hook = hooks.create(receiver.url(), campaign, "");
		api.issue(campaign);
		receiver.await(1);
		hooks.await(hook, webhook -> webhook.path("pending").isMissingNode());
		clock.advance(Duration.ofMinutes(5));
		Instant since = clock.instant();
		issue(campaign, 2);
		receiver.await(3);
		hooks.await(hook, webhook -> webhook.path("pending").isMissingNode());

		assertThat(api.post(hook.path() + "/redeliveries", "{\"from\": \"" + since + "\"}").status()).isEqualTo(202);
		List<Received> received = receiver.await(5);
		assertThat(sequences(received)).containsExactly(1, 2, 3, 2, 3);
		assertThat(received.get(3).json().path("id")).isEqualTo(received.get(1).json().path("id"));
		assertThat(received.get(3).header("webhook-id")).isNotEqualTo(received.get(1).header("webhook-id"));

		api.post(hook.path() + "/redeliveries", "{\"from\": \"beginning\"}");
		assertThat(sequences(receiver.await(8)).subList(5, 8)).containsExactly(1, 2, 3);
	}

	@Test
	void countsOtherTypesForAllThatComesAfterThePositionThatItShows() {
		String campaign = api.create(10);
		Hook hook = hooks.create(receiver.url(), campaign, "");
		api.issue(campaign);
		receiver.await(1);
		hooks.await(hook, webhook -> webhook.path("pending").isMissingNode());
		api.patch(hook.path(), "{\"types\": [\"campaign.paused\"]}");
		String after = hooks.read(hook).path("after").asString();
		issue(campaign, 2);
		Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
		assertThat(hooks.read(hook).path("after").asString()).isEqualTo(after);

		api.patch(hook.path(), "{\"types\": [\"coupon.issued\"]}");

		assertThat(sequences(receiver.await(3))).containsExactly(1, 2, 3);
	}

	@Test
	void deliversNoMoreOnceDeletedOrTurnedOff() {
		String campaign = api.create(100);
		Hook off = hooks.create(receiver.url(), campaign, "");
		Hook deleted = hooks.create(receiver.url(), campaign, "");
		api.patch(off.path(), "{\"enabled\": false}");
		assertThat(api.delete(deleted.path()).status()).isEqualTo(204);
		try (Receiver other = new Receiver()) {
			hooks.create(other.url(), campaign, "");
			api.issue(campaign);
			other.await(1);
			assertThat(receiver.received()).isEmpty();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		api.patch(off.path(), "{\"enabled\": true}");
		receiver.await(1);
	}

	@Test
	void triesAReceiverAtOnceAndSaysWhatItDid() {
		Hook hook = hooks.create(receiver.url(), api.create(1), ", \"batch\": true");

		JsonNode tried = api.post(hook.path() + "/test").json();

		assertThat(tried.path("outcome").asString()).isEqualTo("delivered");
		assertThat(receiver.received()).singleElement().matches(one -> one.isSignedBy(hook.secret()));
		assertThat(receiver.received().getFirst().json().get(0).path("type").asString()).isEqualTo("webhook.test");
		api.patch(hook.path(), "{\"url\": \"http://127.0.0.1:9/\"}");
		JsonNode refused = api.post(hook.path() + "/test").json();
		assertThat(refused.path("outcome").asString()).isEqualTo("failed");
		assertThat(refused.path("detail").asString()).contains("can't be reached");
		assertThat(hooks.deliveries(hook).size()).isEqualTo(2);
	}

	@Test
	void tellsHowLongTheOldestEventWaits() {
		String campaign = api.create(10);
		Hook hook = hooks.create(receiver.url(), campaign, "");
		receiver.answer(500);
		api.issue(campaign);
		hooks.awaitFailures(hook, 1);
		pass(Duration.ofMinutes(10));

		String id = hook.path().substring(hook.path().lastIndexOf('/') + 1);
		Awaitility.await()
			.untilAsserted(() -> assertThat(api.get("/actuator/metrics/coupon.webhooks.lag?tag=webhook:" + id).body())
				.contains("\"value\":600.0"));
	}

}
