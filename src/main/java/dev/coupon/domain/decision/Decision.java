package dev.coupon.domain.decision;

import dev.coupon.domain.Outcome;
import dev.coupon.domain.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A decision about a request: what a store must do about it. */
public sealed interface Decision {

	/** Do what is asked. */
	record Apply() implements Decision {
	}

	/** Answer with the result of the earlier request that had the same key. */
	record Replay() implements Decision {
	}

	/**
	 * Change nothing.
	 *
	 * @param retryAfter how long until the refusal no longer holds; absent when waiting
	 * doesn't help or nobody knows
	 */
	record Refuse(Refusal refusal, @Nullable Duration retryAfter) implements Decision {

		/** The refusal as the outcome of an operation. */
		public <T> Outcome<T> outcome() {
			return new Outcome.Refused<>(refusal, retryAfter);
		}

	}

	/**
	 * The decision to refuse for this reason, or to do what is asked if there is none.
	 */
	static Decision unless(@Nullable Refusal refusal) {
		return refusal == null ? new Apply() : new Refuse(refusal, null);
	}

}
