package dev.coupon.start;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;

/**
 * Reports a setting that has an unknown value, and names the allowed values as the README
 * writes them. Spring Boot finds the class through {@code META-INF/spring.factories}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownValueReport extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable root, BindException e) {
		ConversionFailedException failure = findCause(e, ConversionFailedException.class);
		Class<?> type = failure == null ? null : failure.getTargetType().getType();
		if (failure == null || type == null || !type.isEnum() || !type.getName().startsWith("dev.coupon.")) {
			return null;
		}
		String values = Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
		return new FailureAnalysis("%s can't be \"%s\".".formatted(e.getName(), failure.getValue()),
				"Set it to one of " + values + ".", e);
	}

}
