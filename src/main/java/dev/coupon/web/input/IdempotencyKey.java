package dev.coupon.web.input;

import dev.coupon.domain.port.request.IssueRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key}. */
public final class IdempotencyKey {

	public static final String HEADER = "Idempotency-Key";

	private IdempotencyKey() {
	}

	/**
	 * The key of a request; null if it has none.
	 * @param faults the consumer of each rule that the header breaks
	 */
	public static @Nullable String read(HttpServletRequest request, Consumer<String> faults) {
		// One look is enough for most requests, which have no such header.
		return request.getHeader(HEADER) == null ? null : read(Collections.list(request.getHeaders(HEADER)), faults);
	}

	/**
	 * The key among the values of the header; null if there are none.
	 * @param faults the consumer of each rule that they break
	 */
	public static @Nullable String read(List<String> values, Consumer<String> faults) {
		if (values.isEmpty()) {
			return null;
		}
		String key = values.getFirst();
		if (!IssueRequest.isIdempotencyKey(key)) {
			faults.accept(IssueRequest.IDEMPOTENCY_KEY_RULE);
		}
		if (values.size() > 1) {
			faults.accept("must be given once");
		}
		return key;
	}

}
