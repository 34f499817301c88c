package dev.coupon.start.stop;

import java.util.Map;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * Divides the time of a stop among its phases. Spring Boot would give the whole time to
 * each phase, so that nobody could say how long a stop takes.
 */
@Configuration(proxyBeanMethods = false)
class StopPhases {

	/** The setting that says how long a stop may take. */
	static final String SETTING = "spring.lifecycle.timeout-per-shutdown-phase";

	/** The part of the time for requests under way, in tenths. */
	private static final int REQUESTS = 7;

	private static final int TENTHS = 10;

	@Bean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME)
	DefaultLifecycleProcessor phases(LifecycleProperties settings) {
		long tenth = settings.getTimeoutPerShutdownPhase().dividedBy(TENTHS).toMillis();
		DefaultLifecycleProcessor phases = new DefaultLifecycleProcessor();
		phases.setTimeoutPerShutdownPhase(tenth);
		phases.setTimeoutsForShutdownPhases(
				Map.of(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE, REQUESTS * tenth));
		return phases;
	}

}
