package dev.coupon.store.layer;

import dev.coupon.store.OpenStore;
import java.time.Duration;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes the store answer in time when the service stops: while the web server waits for
 * requests under way, but can still send their answers.
 */
@Component
class StoreStop implements SmartLifecycle {

	/** The part of the time of a stop after which the store answers, in tenths. */
	private static final int PATIENCE = 6;

	private static final int TENTHS = 10;

	private final OpenStore store;

	private final Duration patience;

	private volatile boolean running;

	StoreStop(OpenStore store, LifecycleProperties settings) {
		this.store = store;
		this.patience = settings.getTimeoutPerShutdownPhase().multipliedBy(PATIENCE).dividedBy(TENTHS);
	}

	@Override
	public void start() {
		running = true;
	}

	/** Returns at once, because most stops are over before the time is up. */
	@Override
	public void stop() {
		running = false;
		Thread.ofPlatform().daemon().name("store-stop").start(this::giveUpInTime);
	}

	private void giveUpInTime() {
		try {
			Thread.sleep(patience);
			store.giveUp();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return running;
	}

	/** Stops together with the web server's requests. */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
	}

}
