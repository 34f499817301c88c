package dev.coupon.start;

import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
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
	protected @Nullable FailureAnalysis analyze(Throwable root, UnboundConfigurationPropertiesException e) {
		String empty = names(e, UnknownSettings::isEmpty);
		if (!empty.isEmpty()) {
			return new FailureAnalysis("These settings have no value: " + empty + ".",
					"Give them a value, or leave them out.", e);
		}
		return new FailureAnalysis("There is no such setting: " + names(e, property -> true) + ".",
				"The README lists the settings that begin with coupon.", e);
	}

	private static String names(UnboundConfigurationPropertiesException e, Predicate<ConfigurationProperty> filter) {
		return e.getUnboundProperties()
			.stream()
			.filter(filter)
			.map(property -> property.getName().toString())
			.collect(Collectors.joining(", "));
	}

	/**
	 * Spring Boot reports an empty value of some types as if nothing read the setting.
	 */
	private static boolean isEmpty(ConfigurationProperty property) {
		return property.getValue().toString().isBlank();
	}

}
