package dev.coupon.domain;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The final result of an operation. A refusal is a value like the others: callers decide
 * what it means to them.
 *
 * @param <T> what a success returns
 */
public sealed interface Outcome<T> {

	/** The operation was successful, now or before. */
	sealed interface Success<T> extends Outcome<T> {

		/** The result of the operation. */
		T value();

	}

	/** The operation did what was asked. */
	record Done<T>(T value) implements Success<T> {
	}

	/**
	 * An earlier request had done so already; the value is what that request made, as it
	 * is now.
	 */
	record Replayed<T>(T value) implements Success<T> {
	}

	/**
	 * Nothing changed.
	 *
	 * @param retryAfter how long until the refusal no longer holds; absent when waiting
	 * doesn't help or nobody knows
	 */
	record Refused<T>(Refusal refusal, @Nullable Duration retryAfter) implements Outcome<T> {
		public Refused(Refusal refusal) {
			this(refusal, null);
		}
	}

	/** The same outcome with its value, if any, turned into another. */
	default <R> Outcome<R> map(Function<T, R> change) {
		return switch (this) {
			case Done<T>(T value) -> new Done<>(change.apply(value));
			case Replayed<T>(T value) -> new Replayed<>(change.apply(value));
			case Refused<T>(Refusal refusal, Duration retryAfter) -> new Refused<>(refusal, retryAfter);
		};
	}

}
