package dev.coupon.web.input;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Reads parameters strictly: numbers are decimal digits, with or without a minus sign,
 * and booleans are exactly true or false.
 */
@RestControllerAdvice
class ParameterRules {

	private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,10}");

	private static final Pattern TRUTH = Pattern.compile("true|false");

	@InitBinder
	void strictly(WebDataBinder binder) {
		binder.registerCustomEditor(int.class, new Strict(NUMBER, Integer::valueOf));
		binder.registerCustomEditor(Integer.class, new Strict(NUMBER, Integer::valueOf));
		binder.registerCustomEditor(Boolean.class, new Strict(TRUTH, Boolean::valueOf));
		binder.registerCustomEditor(boolean.class, new Strict(TRUTH, Boolean::valueOf));
	}

	private static final class Strict extends PropertyEditorSupport {

		private final Pattern pattern;

		private final Function<String, Object> value;

		Strict(Pattern pattern, Function<String, Object> value) {
			this.pattern = pattern;
			this.value = value;
		}

		@Override
		public void setAsText(String text) {
			if (!pattern.matcher(text).matches()) {
				throw new IllegalArgumentException(text);
			}
			setValue(value.apply(text));
		}

	}

}
