package dev.coupon.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.events.webhook.Hooks.Hook;
import dev.coupon.testing.Api;
import dev.coupon.testing.Receiver;
import dev.coupon.testing.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Receivers that don't answer as they should: what becomes of them, and of others. */
@TestPropertySource(properties = "coupon.webhooks.answer-time=1s")
class WebhookReceiverTests extends WithReceiver {

	@Autowired
	WebhookReceiverTests(Api api, SettableClock clock, ScheduledTaskHolder schedule) throws IOException {
		super(api, clock, schedule);
	}

	@Test
	void followsNoRedirects() throws IOException {
		String campaign = api.create(10);
		Hook hook = hooks.create(receiver.url(), campaign, "");
		try (Receiver other = new Receiver()) {
			receiver.answer(exchange -> {
				exchange.getResponseHeaders().set("Location", other.url());
				return 301;
			});
			api.issue(campaign);
			hooks.awaitFailures(hook, 1);
			receiver.answer(exchange -> {
				exchange.getResponseHeaders().set("Location", other.url());
				return 307;
			});
			pass(Duration.ofSeconds(2));
			hooks.awaitFailures(hook, 2);

			assertThat(other.received()).isEmpty();
			assertThat(hooks.deliveries(hook).get(0).path("detail").asString()).contains("is not followed");
		}
	}

	@Test
	void isDisabledAtOnceByAReceiverThatIsGone() {
		String campaign = api.create(10);
		Hook hook = hooks.create(receiver.url(), campaign, "");
		receiver.answer(410);
		api.issue(campaign);

		JsonNode disabled = hooks.await(hook, webhook -> !webhook.path("enabled").asBoolean());

		assertThat(disabled.path("disabledReason").asString()).isEqualTo("gone");
		pass(Duration.ofHours(2));
		assertThat(receiver.received()).hasSize(1);
	}

	@Test
	void isNotSlowedDownByTheReceiversOfOthers() throws IOException {
		String campaign = api.create(100);
		try (Receiver slow = new Receiver()) {
			slow.answer(exchange -> {
				Thread.sleep(20_000);
				return 200;
			});
			Hook stuck = hooks.create(slow.url(), campaign, "");
			hooks.create(receiver.url(), campaign, "");
			issue(campaign, 50);

			receiver.await(50);
			hooks.awaitFailures(stuck, 1);
			assertThat(hooks.deliveries(stuck).get(0).path("detail").asString()).contains("has not answered within");
			assertThat(slow.received()).hasSize(1);
		}
	}

	@Test
	void readsLittleOfAnEndlessAnswerAndTakesItsStatus() {
		String campaign = api.create(10);
		AtomicLong sent = new AtomicLong();
		receiver.answer(exchange -> {
			exchange.sendResponseHeaders(200, 0);
			byte[] garbage = new byte[8_192];
			for (int i = 0; i < 1_000_000; i++) {
				exchange.getResponseBody().write(garbage);
				sent.addAndGet(garbage.length);
			}
			return 0;
		});
		Hook hook = hooks.create(receiver.url(), campaign, "");
		issue(campaign, 2);

		receiver.await(2);
		hooks.await(hook, webhook -> webhook.path("pending").isMissingNode());
		assertThat(hooks.deliveries(hook).valueStream()).hasSize(2)
			.allMatch(delivery -> delivery.path("outcome").asString().equals("delivered"));
		// What the machine keeps for a connection that nobody reads.
		assertThat(sent).hasValueLessThan(30_000_000);
	}

	@Test
	void takesTheStatusOfAnAnswerThatDripsAndThenGoesOn() {
		String campaign = api.create(10);
		receiver.answer(exchange -> {
			exchange.sendResponseHeaders(200, 0);
			for (int i = 0; i < 1_000; i++) {
				exchange.getResponseBody().write(' ');
				exchange.getResponseBody().flush();
				Thread.sleep(100);
			}
			return 0;
		});
		Hook hook = hooks.create(receiver.url(), campaign, "");
		issue(campaign, 2);

		receiver.await(2);
		hooks.await(hook, webhook -> webhook.path("pending").isMissingNode());
		assertThat(hooks.deliveries(hook).valueStream()).hasSize(2)
			.allMatch(delivery -> delivery.path("outcome").asString().equals("delivered"));
	}

}
