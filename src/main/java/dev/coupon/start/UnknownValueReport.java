package dev.coupon.start;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Reports a setting that has a value of the wrong kind, and names the allowed values as
 * docs/settings.md writes them. Spring Boot finds the class through
 * {@code META-INF/spring.factories}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownValueReport extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable root, BindException e) {
		ConversionFailedException failure = findCause(e, ConversionFailedException.class);
		String values = failure == null ? null : values(failure.getTargetType().getType());
		if (failure == null || values == null) {
			return null;
		}
		return new FailureAnalysis("%s can't be \"%s\".".formatted(e.getName(), failure.getValue()),
				"Set it to " + values + ".", e);
	}

	private static @Nullable String values(Class<?> type) {
		Class<?> kind = ClassUtils.resolvePrimitiveIfNecessary(type);
		if (kind.isEnum()) {
			return "one of "
					+ Arrays.stream(kind.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
		}
		if (kind == Boolean.class) {
			return "true or false";
		}
		if (kind == Integer.class || kind == Long.class) {
			return "a whole number";
		}
		if (kind == Duration.class) {
			return "a time such as 10s";
		}
		if (kind == DataSize.class) {
			return "a size such as 64KB";
		}
		return kind == Charset.class ? "a character set such as UTF-8" : null;
	}

}
