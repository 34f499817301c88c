package dev.coupon.domain.decision;

import dev.coupon.domain.Refusal;
import dev.coupon.domain.port.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A decision about a request, which a store must carry out. */
public sealed interface Decision {

	/** The decision to do what is asked. */
	record Apply() implements Decision {
	}

	/**
	 * The decision to answer with the result of the earlier request that had the same
	 * idempotency key.
	 */
	record Replay() implements Decision {
	}

	/**
	 * The decision to change nothing.
	 *
	 * @param retryAfter how long until the refusal no longer holds; absent if waiting
	 * doesn't help or the time is unknown
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
