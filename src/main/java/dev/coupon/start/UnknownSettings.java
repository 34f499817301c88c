package dev.coupon.start;

import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Reports unknown settings by name, without their values, which may be secret. Spring
 * Boot finds the class through {@code META-INF/spring.factories}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownSettings extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	@Override
	protected FailureAnalysis analyze(Throwable root, UnboundConfigurationPropertiesException e) {
		return new FailureAnalysis("There is no such setting: " + names(e) + ".",
				"docs/settings.md lists the settings that begin with coupon.", e);
	}

	private static String names(UnboundConfigurationPropertiesException e) {
		return e.getUnboundProperties()
			.stream()
			.map(property -> property.getName().toString())
			.collect(Collectors.joining(", "));
	}

}
