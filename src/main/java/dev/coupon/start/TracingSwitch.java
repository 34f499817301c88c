package dev.coupon.start;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns tracing off if no endpoint for traces is set, because tracing costs time in every
 * request. Spring Boot finds the class through {@code META-INF/spring.factories}.
 */
final class TracingSwitch implements EnvironmentPostProcessor, Ordered {

	private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

	private static final String EXCLUDE = "spring.autoconfigure.exclude";

	private static final String TRACING = MicrometerTracingAutoConfiguration.class.getName() + ","
			+ OpenTelemetryTracingAutoConfiguration.class.getName();

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.getProperty(ENDPOINT, "").isBlank()) {
			String others = environment.getProperty(EXCLUDE, "");
			String all = others.isBlank() ? TRACING : others + "," + TRACING;
			environment.getPropertySources().addFirst(new MapPropertySource("tracing", Map.of(EXCLUDE, all)));
		}
	}

	/** The last place in the order, because all settings must be known before. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
