package dev.coupon.events.webhook;

import dev.coupon.testing.Api;
import dev.coupon.testing.HttpTest;
import dev.coupon.testing.Receiver;
import dev.coupon.testing.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.context.TestPropertySource;

/** Tests of deliveries to a receiver on this machine. */
@HttpTest
@Timeout(60)
@TestPropertySource(properties = "coupon.webhooks.allowed-networks=127.0.0.0/8")
abstract class WithReceiver {

	final Api api;

	final SettableClock clock;

	final Hooks hooks;

	final Receiver receiver;

	private final ScheduledTaskHolder schedule;

	WithReceiver(Api api, SettableClock clock, ScheduledTaskHolder schedule) throws IOException {
		this.api = api;
		this.clock = clock;
		this.schedule = schedule;
		this.hooks = new Hooks(api);
		this.receiver = new Receiver();
	}

	@BeforeEach
	void forgetOtherWebhooks() {
		api.get(Hooks.PATH)
			.json()
			.path("items")
			.forEach(hook -> api.delete(Hooks.PATH + "/" + hook.path("id").asString()));
	}

	@AfterEach
	void close() {
		receiver.close();
	}

	void issue(String campaign, int coupons) {
		IntStream.range(0, coupons).forEach(i -> api.issue(campaign));
	}

	/** Lets time pass, and the service look at once what is due then. */
	void pass(Duration duration) {
		clock.advance(duration);
		schedule.getScheduledTasks().forEach(task -> task.getTask().getRunnable().run());
	}

}
