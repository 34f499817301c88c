package dev.coupon.events;

import dev.coupon.caller.Role;
import dev.coupon.service.event.FeedTail;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.module.AccessRule;
import dev.coupon.web.module.WebModule;
import java.util.EnumSet;
import java.util.List;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * The paths of this room, and who may call them. When the service stops, it ends the
 * streams first, since they would not end by themselves.
 */
@Component
class EventsModule implements WebModule, SmartLifecycle {

	private final FeedTail tail;

	private volatile boolean running;

	EventsModule(FeedTail tail) {
		this.tail = tail;
	}

	@Override
	public List<AccessRule> accessRules() {
		return List
			.of(AccessRule.requireAny(EnumSet.of(Role.ADMIN, Role.VIEW), HttpMethod.GET, ApiPaths.API + "/events"));
	}

	@Override
	public void start() {
		running = true;
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
