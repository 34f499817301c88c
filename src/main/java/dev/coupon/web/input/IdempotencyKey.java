package dev.coupon.web.input;

import dev.coupon.domain.port.request.IssueRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
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
		String key = request.getHeader(HEADER);
		if (key != null) {
			if (!IssueRequest.isIdempotencyKey(key)) {
				faults.accept(IssueRequest.IDEMPOTENCY_KEY_RULE);
			}
			if (Collections.list(request.getHeaders(HEADER)).size() > 1) {
				faults.accept("must be given once");
			}
		}
		return key;
	}

}
