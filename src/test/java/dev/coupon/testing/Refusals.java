package dev.coupon.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coupon.domain.port.failure.OverloadedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a store that can't work says. */
public final class Refusals {

	private Refusals() {
	}

	/**
	 * Repeats a request until the store refuses it as overloaded. Its outcome may be
	 * unknown first, if the machine stands still for longer than the store's deadline.
	 */
	public static void awaitOverloaded(ThrowingCallable request) {
		await().untilAsserted(() -> assertThatThrownBy(request).isInstanceOf(OverloadedException.class));
	}

}
