package dev.coupon.web.coupon.batch.row;

import dev.coupon.domain.port.request.IssueRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A row of a batch as JSON. */
@Schema(name = "BatchItem")
public record BatchItem(
		@Schema(description = "Whom the coupon is for; required where the campaign limits coupons per user, and "
				+ "where only the request has an Idempotency-Key.", pattern = IssueRequest.USER_ID_PATTERN,
				example = "alice") @Nullable String userId,
		@Schema(description = "Names this row among all requests to the campaign, like the header Idempotency-Key "
				+ "of a single request.", pattern = IssueRequest.IDEMPOTENCY_KEY_PATTERN,
				example = "order-1") @Nullable String idempotencyKey) {

	Row row(long line) {
		return Row.of(line, userId, idempotencyKey);
	}

}
