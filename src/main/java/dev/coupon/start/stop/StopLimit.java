package dev.coupon.start.stop;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;

/**
 * Ends the process when the time of a stop is up, whatever still hangs. All that matters
 * is stored by then, because a store must survive even a process that is killed.
 */
public final class StopLimit implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

	private static final Logger log = LoggerFactory.getLogger(StopLimit.class);

	/** The exit code of a process that SIGTERM has ended. */
	private static final int TERMINATED = 143;

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		Duration limit = Binder.get(event.getEnvironment()).bind(StopPhases.SETTING, Duration.class).get();
		// A daemon doesn't hold up a stop that is faster.
		Runtime.getRuntime()
			.addShutdownHook(Thread.ofPlatform()
				.unstarted(() -> Thread.ofPlatform().daemon().name("stop-limit").start(() -> endAfter(limit))));
	}

	private static void endAfter(Duration limit) {
		try {
			Thread.sleep(limit);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return;
		}
		log.warn("The stop took longer than {} ms ({}), so the process ends now", limit.toMillis(), StopPhases.SETTING);
		Runtime.getRuntime().halt(TERMINATED);
	}

}
