package dev.coupon.web.problem;

import dev.coupon.service.draft.InvalidRequestException.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * Describes faults of parameters, headers and bodies that are validated like them, in
 * words for clients.
 */
final class ParameterFaults {

	private ParameterFaults() {
	}

	static List<Fault> of(MethodValidationResult result) {
		return result.getParameterValidationResults().stream().flatMap(ParameterFaults::of).toList();
	}

	private static Stream<Fault> of(ParameterValidationResult result) {
		String name = name(result.getMethodParameter());
		return result.getResolvableErrors()
			.stream()
			.map(error -> new Fault(error instanceof FieldError field ? "/" + field.getField() : name,
					Objects.requireNonNullElse(error.getDefaultMessage(), "is invalid")));
	}

	private static String name(MethodParameter parameter) {
		RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
		return header != null ? header.name() : Objects.requireNonNullElse(parameter.getParameterName(), "");
	}

	/** The rule for parameters of a type, in words. */
	static String expected(@Nullable Class<?> type) {
		if (type != null && type.isEnum()) {
			return "must be one of "
					+ Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
		}
		return type == boolean.class || type == Boolean.class ? "must be true or false"
				: "must be a whole number up to " + Integer.MAX_VALUE;
	}

}
