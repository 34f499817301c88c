package dev.coupon.domain.port;

import dev.coupon.domain.Refusal;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The final result of an operation. A refusal is a value like the others; each caller
 * decides how to treat it.
 *
 * @param <T> the type of the value that a success returns
 */
public sealed interface Outcome<T> {

	/** The outcome of an operation that was successful, now or before. */
	sealed interface Success<T> extends Outcome<T> {

		/** The result of the operation. */
		T value();

	}

	/** The outcome of an operation that did what was asked. */
	record Done<T>(T value) implements Success<T> {
	}

	/**
	 * The outcome of a request that had succeeded before and was repeated. The value is
	 * the result of the earlier request, as it is now.
	 */
	record Replayed<T>(T value) implements Success<T> {
	}

	/**
	 * The outcome of an operation that changed nothing.
	 *
	 * @param retryAfter how long until the refusal no longer holds; absent if waiting
	 * doesn't help or the time is unknown
	 */
	record Refused<T>(Refusal refusal, @Nullable Duration retryAfter) implements Outcome<T> {
		public Refused(Refusal refusal) {
			this(refusal, null);
		}
	}

	/** The same outcome with its value, if there is one, converted by a function. */
	default <R> Outcome<R> map(Function<T, R> change) {
		return switch (this) {
			case Done<T>(T value) -> new Done<>(change.apply(value));
			case Replayed<T>(T value) -> new Replayed<>(change.apply(value));
			case Refused<T>(Refusal refusal, Duration retryAfter) -> new Refused<>(refusal, retryAfter);
		};
	}

}
