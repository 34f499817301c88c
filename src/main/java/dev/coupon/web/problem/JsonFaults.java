package dev.coupon.web.problem;

import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Describes the errors of the JSON library in words for clients. */
public final class JsonFaults {

	private JsonFaults() {
	}

	/**
	 * The answer to a request or a row of a stream whose JSON can't be used.
	 * @param row whether it is a row, whose text is one line
	 */
	public static ProblemAnswer answer(JacksonException e, boolean row) {
		Fault fault = fault(e);
		return fault != null ? ProblemAnswer.invalid(List.of(fault))
				: ProblemAnswer.of(Problem.MALFORMED_JSON, whereMalformed(e, row));
	}

	/** The fault of a value; null if the text isn't even JSON. */
	private static @Nullable Fault fault(JacksonException e) {
		return switch (e) {
			case UnrecognizedPropertyException unknown ->
				new Fault(pointer(e), "is not a known field; known are " + known(unknown.getKnownPropertyIds()));
			case MismatchedInputException whole when e.getPath().isEmpty() ->
				new Fault("", "must be one JSON object and nothing else");
			case MismatchedInputException mismatched -> new Fault(pointer(e), expected(mismatched.getTargetType()));
			case InputCoercionException coercion -> new Fault(pointer(e), expected(coercion.getTargetType()));
			case StreamConstraintsException tooMuch -> new Fault(pointer(tooMuch),
					"must not be nested so deep, nor have such long names, strings and numbers");
			default -> null;
		};
	}

	/**
	 * The detail text for malformed JSON, with the line and column where the text stops
	 * being JSON if they are known.
	 */
	private static String whereMalformed(JacksonException e, boolean row) {
		TokenStreamLocation location = e.getLocation();
		if (location == null || location.getLineNr() < 1) {
			return Problem.MALFORMED_JSON.detail();
		}
		if (row) {
			return "The line can't be read as JSON, from column %d on.".formatted(location.getColumnNr());
		}
		return "The body can't be read as JSON, from line %d, column %d on.".formatted(location.getLineNr(),
				location.getColumnNr());
	}

	private static String pointer(JacksonException e) {
		return e.getPath().stream().map(reference -> "/" + segment(reference)).collect(Collectors.joining());
	}

	private static String segment(JacksonException.Reference reference) {
		String name = reference.getPropertyName();
		return name == null ? String.valueOf(reference.getIndex()) : InvalidRequestException.escaped(name);
	}

	private static String known(@Nullable Collection<Object> names) {
		return names == null ? "none" : names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
	}

	private static String expected(@Nullable Class<?> type) {
		if (type == String.class) {
			return "must be a string";
		}
		if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
			return "must be a whole number";
		}
		if (type == Boolean.class || type == boolean.class) {
			return "must be true or false";
		}
		if (type != null && Collection.class.isAssignableFrom(type)) {
			return "must be a list";
		}
		if (type != null && Map.class.isAssignableFrom(type)) {
			return "must be an object whose values are strings";
		}
		return "must be an object";
	}

}
