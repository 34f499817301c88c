package dev.coupon.start;

import org.springframework.boot.context.config.ConfigDataNotFoundException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Reports a file of settings that isn't there. Spring Boot finds the class through
 * {@code META-INF/spring.factories}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingFileReport extends AbstractFailureAnalyzer<ConfigDataNotFoundException> {

	@Override
	protected FailureAnalysis analyze(Throwable root, ConfigDataNotFoundException e) {
		return new FailureAnalysis(
				"spring.config.location, spring.config.additional-location or spring.config.import names a file or "
						+ "folder that isn't there: %s.".formatted(e.getReferenceDescription()),
				"Correct it, or write optional: in front of it.", e);
	}

}
