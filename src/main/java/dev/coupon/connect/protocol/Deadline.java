package dev.coupon.connect.protocol;

import dev.coupon.connect.protocol.ConnectException.Code;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The time until which a client waits for the answer to its call.
 *
 * @param millis the time of the clock, in milliseconds, from which on the client doesn't
 * wait any more
 */
record Deadline(long millis, Clock clock) {

	private static final Pattern TIMEOUT = Pattern.compile("[0-9]{1,10}");

	/**
	 * The deadline of a request that arrives now; far in the future if the request
	 * doesn't set one.
	 */
	static Deadline of(HttpServletRequest request, Clock clock) {
		String timeout = request.getHeader("Connect-Timeout-Ms");
		if (timeout == null) {
			return new Deadline(Long.MAX_VALUE, clock);
		}
		if (!TIMEOUT.matcher(timeout).matches()) {
			throw new ConnectException(Code.INVALID_ARGUMENT,
					"Connect-Timeout-Ms must be a number of up to 10 digits.");
		}
		return new Deadline(clock.millis() + Long.parseLong(timeout), clock);
	}

	/**
	 * The result of the work. The work isn't begun after the deadline. Once begun, it
	 * isn't interrupted, because then the client couldn't know how far it got.
	 * @throws ConnectException if the work isn't done in time
	 */
	<T> T within(Supplier<T> work) {
		check("nothing was done");
		T result = work.get();
		check("it was carried on to its end");
		return result;
	}

	private void check(String outcome) {
		if (clock.millis() >= millis) {
			throw new ConnectException(Code.DEADLINE_EXCEEDED, "The call's time is over: " + outcome + ".");
		}
	}

}
