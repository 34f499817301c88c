package dev.coupon.web.call;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives requests and calls their ids: the trace id if the caller sends one (W3C Trace
 * Context), and otherwise a new one.
 */
@Component
public class RequestIdSource {

	/** The header by which an answer tells the id. */
	public static final String HEADER = "X-Request-Id";

	/** The header in which a caller sends a trace id. */
	public static final String TRACEPARENT = "traceparent";

	/**
	 * Matches a {@code traceparent}: the version, the trace id, the caller's span, the
	 * flags.
	 */
	private static final Pattern TRACE = Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-.*");

	private final String instance;

	private final AtomicLong numbers = new AtomicLong();

	RequestIdSource(RandomGenerator random) {
		this.instance = HexFormat.of().toHexDigits(random.nextLong());
	}

	/**
	 * The id for a request.
	 * @param traceparent the header of this name; null if it is absent
	 */
	public String idFor(@Nullable String traceparent) {
		String sent = traceId(traceparent);
		return sent == null ? instance + HexFormat.of().toHexDigits(numbers.incrementAndGet()) : sent;
	}

	private static @Nullable String traceId(@Nullable String traceparent) {
		if (traceparent == null) {
			return null;
		}
		Matcher parts = TRACE.matcher(traceparent);
		return parts.matches() ? parts.group(1) : null;
	}

}
