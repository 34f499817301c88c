package dev.coupon.web.exchange;

import dev.coupon.domain.log.Act;
import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** The body of a request that says why it is made. The body may be absent. */
@Schema(name = "Reason")
public record ReasonBody(@Schema(description = "Kept in the audit.", pattern = Act.REASON_PATTERN,
		example = "Reported as stolen") @Nullable String reason) {

	/** The reason that a request gives; null if it gives none. */
	static @Nullable String read(HttpServletRequest request, JsonExchange json)
			throws IOException, HttpMediaTypeNotSupportedException {
		String reason = json.read(request, ReasonBody.class).map(ReasonBody::reason).orElse(null);
		if (reason != null && !Act.isReason(reason)) {
			throw new InvalidRequestException(List.of(new Fault("/reason", Act.REASON_RULE)));
		}
		return reason;
	}

}
