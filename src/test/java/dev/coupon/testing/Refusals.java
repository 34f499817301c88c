package dev.coupon.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.coupon.domain.port.failure.OutcomeUnknownException;
import dev.coupon.domain.port.failure.OverloadedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a store that can't work says. */
public final class Refusals {

	private Refusals() {
	}

	/**
	 * Asserts that the store refuses a request as overloaded. It is repeated while its
	 * outcome is unknown, which it may be if the machine stands still for longer than the
	 * store's deadline.
	 */
	public static void assertOverloaded(ThrowingCallable request) {
		Throwable refusal = await().until(() -> catchThrowable(request),
				thrown -> !(thrown instanceof OutcomeUnknownException));
		assertThat(refusal).isInstanceOf(OverloadedException.class);
	}

	/**
	 * Repeats a request, also if it is done, until the store refuses it as overloaded.
	 */
	public static void awaitOverloaded(ThrowingCallable request) {
		await().untilAsserted(() -> assertThatThrownBy(request).isInstanceOf(OverloadedException.class));
	}

}
