package dev.coupon.events.webhook.api;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The place in the feed from which events are delivered again, as JSON. */
@Schema(name = "Redelivery")
record RedeliveryRequest(@Schema(
		description = "A time: all that was delivered since. Or the after of a delivery, a nextAfter of the feed, or "
				+ "beginning: all that comes after.",
		requiredMode = Schema.RequiredMode.REQUIRED, example = "2026-11-27T09:00:00Z") @Nullable String from) {
}
