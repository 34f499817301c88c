package dev.coupon.events;

import dev.coupon.service.event.FeedTail;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends the streams when the service stops, since they would not end by themselves.
 */
@Component
class StreamStop implements SmartLifecycle {

	private final FeedTail tail;

	private volatile boolean running;

	StreamStop(FeedTail tail) {
		this.tail = tail;
	}

	@Override
	public void start() {
		running = true;
		tail.open();
	}

	@Override
	public void stop() {
		running = false;
		tail.close();
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
