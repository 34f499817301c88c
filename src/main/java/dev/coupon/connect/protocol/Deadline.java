package dev.coupon.connect.protocol;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.procedure.Code;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The time until which a client waits for the answer to its call.
 *
 * @param start the ticker's time at which the call arrived
 * @param timeout how long the client waits, in nanoseconds
 */
record Deadline(long start, long timeout, Ticker ticker) {

	private static final Pattern TIMEOUT = Pattern.compile("[0-9]{1,10}");

	/**
	 * The deadline of a request that arrives now; far in the future if the request
	 * doesn't set one.
	 */
	static Deadline of(HttpServletRequest request, Ticker ticker) {
		String timeout = request.getHeader("Connect-Timeout-Ms");
		if (timeout == null) {
			return new Deadline(ticker.read(), Long.MAX_VALUE, ticker);
		}
		if (!TIMEOUT.matcher(timeout).matches()) {
			throw new ConnectException(Code.INVALID_ARGUMENT,
					"Connect-Timeout-Ms must be a number of up to 10 digits.");
		}
		return new Deadline(ticker.read(), TimeUnit.MILLISECONDS.toNanos(Long.parseLong(timeout)), ticker);
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
		if (ticker.read() - start >= timeout) {
			throw new ConnectException(Code.DEADLINE_EXCEEDED, "The call's time is over: " + outcome + ".");
		}
	}

}
