package dev.coupon.grpc.protocol;

import dev.coupon.caller.Caller;
import io.grpc.Context;
import java.util.List;

/**
 * The facts about a call that its procedure needs.
 *
 * @param caller the caller, who may make the call
 * @param requestId the id of the call in the log
 * @param keys the values of the header {@code Idempotency-Key}
 */
record Arrival(Caller caller, String requestId, List<String> keys) {

	private static final Context.Key<Arrival> CURRENT = Context.key("arrival");

	/** The context in which the call is carried on. */
	Context inContext() {
		return Context.current().withValue(CURRENT, this);
	}

	/** The call that the current thread carries on. */
	static Arrival current() {
		return CURRENT.get();
	}

}
