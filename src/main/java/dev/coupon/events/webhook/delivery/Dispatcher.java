package dev.coupon.events.webhook.delivery;

import dev.coupon.domain.webhook.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/**
 * Looks which subscriptions have something to do, and starts a thread for each that no
 * other instance of the service delivers.
 */
@Component
public class Dispatcher implements SchedulingConfigurer, SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

	private static final Duration PAUSE = Duration.ofSeconds(5);

	/**
	 * The time for which messages that are being sent are waited for at a stop, and then
	 * once more for the rights to deliver to be given back.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final int FORGOTTEN_AT_ONCE = 1_000;

	private final Delivering delivering;

	private final String owner;

	private final Map<String, Running> running = new ConcurrentHashMap<>();

	private volatile boolean started;

	private record Running(DeliveryLoop loop, Thread thread) {
	}

	Dispatcher(Delivering delivering) {
		this.delivering = delivering;
		this.owner = Long.toUnsignedString(delivering.random().nextLong(), Character.MAX_RADIX);
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar tasks) {
		tasks.addFixedDelayTask(this::look, PAUSE);
	}

	private void look() {
		try {
			List<Subscription> all = delivering.subscriptions().all();
			if (!all.isEmpty()) {
				Instant now = delivering.subscriptions().now();
				all.stream().filter(one -> hasToDo(one, now)).forEach(one -> wake(one.id()));
				delivering.subscriptions().forget(now.minus(delivering.settings().keepDeliveries()), FORGOTTEN_AT_ONCE);
				delivering.meters().update(all, now);
			}
			else {
				delivering.meters().update(all, Instant.EPOCH);
			}
		}
		catch (RuntimeException e) {
			log.debug("The store can't tell which webhooks there are", e);
		}
	}

	private boolean hasToDo(Subscription subscription, Instant now) {
		Instant due = subscription.due();
		return !running.containsKey(subscription.id()) && subscription.enabled() && subscription.freeFor(owner, now)
				&& (due == null || !due.isAfter(now.plus(PAUSE)));
	}

	/** Looks at a subscription at once, because it is new or has changed. */
	public void wake(String id) {
		running.compute(id, (key, present) -> {
			if (present != null || !started) {
				if (present != null) {
					present.loop.wake();
				}
				return present;
			}
			DeliveryLoop loop = new DeliveryLoop(id, owner, delivering);
			Thread thread = Thread.ofVirtual().name("webhook-" + id).unstarted(() -> run(id, loop));
			thread.start();
			return new Running(loop, thread);
		});
	}

	private void run(String id, DeliveryLoop loop) {
		try {
			loop.run();
		}
		finally {
			running.remove(id);
		}
	}

	@Override
	public void start() {
		started = true;
	}

	@Override
	public void stop(Runnable callback) {
		Thread.ofPlatform().daemon().name("webhooks-stop").start(() -> {
			stop();
			callback.run();
		});
	}

	/** Lets the messages that are being sent a moment, and then ends everything. */
	@Override
	public void stop() {
		started = false;
		List<Running> left = new ArrayList<>(running.values());
		left.forEach(one -> one.loop.stop());
		try {
			join(left);
			left.forEach(one -> one.thread.interrupt());
			// Each gives the right to deliver back, which takes a moment.
			join(left);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void join(List<Running> left) throws InterruptedException {
		long end = delivering.ticker().read() + PATIENCE.toNanos();
		for (Running one : left) {
			one.thread.join(Duration.ofNanos(Math.max(1, end - delivering.ticker().read())));
		}
	}

	@Override
	public boolean isRunning() {
		return started;
	}

	/** Stops together with the web server's requests. */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
	}

}
