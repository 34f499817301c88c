package dev.coupon.web.input.json;

import java.math.BigDecimal;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Whole numbers as JSON Schema has them: {@code 1000}, {@code 1000.0} and {@code 1e3} are
 * the same integer. Numbers with a fraction, however small, are refused.
 */
final class WholeNumbers {

	private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);

	private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

	private WholeNumbers() {
	}

	/** The module that reads all whole numbers so. */
	static JacksonModule module() {
		return new SimpleModule("whole-numbers")
			.addDeserializer(Long.class, new Reader<>(Long.class, MIN, MAX, Long::valueOf))
			.addDeserializer(Integer.class, new Reader<>(Integer.class, BigDecimal.valueOf(Integer.MIN_VALUE),
					BigDecimal.valueOf(Integer.MAX_VALUE), number -> Integer.valueOf((int) number)));
	}

	private static final class Reader<T extends Number> extends StdDeserializer<T> {

		private final BigDecimal min;

		private final BigDecimal max;

		private final LongFunction<T> value;

		Reader(Class<T> type, BigDecimal min, BigDecimal max, LongFunction<T> value) {
			super(type);
			this.min = min;
			this.max = max;
			this.value = value;
		}

		@Override
		public @Nullable T deserialize(JsonParser json, DeserializationContext context) {
			JsonToken token = json.currentToken();
			if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
				BigDecimal number = json.getDecimalValue();
				// Compared first, because a number such as 1e999999999 has too many
				// digits
				// to write them out.
				if (number.compareTo(min) >= 0 && number.compareTo(max) <= 0 && isWhole(number)) {
					return value.apply(number.longValueExact());
				}
			}
			return context.reportInputMismatch(this, "not a whole number");
		}

		private static boolean isWhole(BigDecimal number) {
			return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
		}

	}

}
