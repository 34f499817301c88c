package dev.coupon.web.coupon.batch.row;

import dev.coupon.service.draft.InvalidRequestException;
import dev.coupon.service.draft.InvalidRequestException.Fault;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch as one JSON object. */
@Schema(name = "Batch")
public record BatchBody(@ArraySchema(minItems = 1, maxItems = BatchBody.MAX,
		arraySchema = @Schema(description = "One for each coupon. More rows can be sent as CSV or NDJSON.",
				requiredMode = Schema.RequiredMode.REQUIRED)) @Nullable List<BatchItem> items) {

	/** The greatest number of items. */
	public static final int MAX = 1_000;

	/** A body without items. */
	public static final BatchBody NONE = new BatchBody(null);

	/**
	 * The items.
	 * @throws InvalidRequestException if there are none or too many
	 */
	public List<BatchItem> checked() {
		if (items == null || items.isEmpty()) {
			throw invalid("is required, with 1 to " + MAX + " items");
		}
		if (items.size() > MAX) {
			throw invalid("must have at most " + MAX + " items: send more as text/csv or application/x-ndjson");
		}
		return items;
	}

	private static InvalidRequestException invalid(String rule) {
		return new InvalidRequestException(List.of(new Fault("/items", rule)));
	}

}
