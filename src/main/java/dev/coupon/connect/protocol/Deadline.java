package dev.coupon.connect.protocol;

import dev.coupon.connect.protocol.ConnectException.Code;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * How long a client waits for the answer to its call.
 *
 * @param millis of the clock, from which on the client waits no more
 */
record Deadline(long millis, Clock clock) {

	private static final Pattern TIMEOUT = Pattern.compile("[0-9]{1,10}");

	/** The one of a request that comes in now. */
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
	 * The result of the work, which isn't begun for who waits no more, but isn't broken
	 * off either, since nobody could tell how far it got.
	 * @throws ConnectException if it isn't done in time
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
