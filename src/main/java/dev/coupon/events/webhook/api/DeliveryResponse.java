package dev.coupon.events.webhook.api;

import dev.coupon.domain.event.EventPosition;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.webhook.Delivery;
import dev.coupon.events.feed.Cursor;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An attempt to deliver, as JSON. */
@Schema(name = "Delivery")
record DeliveryResponse(
		@Schema(description = "The header webhook-id, the same for each attempt.", requiredMode = RequiredMode.REQUIRED,
				example = "wh_1y2p0ij32e8e7-17") String webhookId,
		@Schema(description = "When the attempt was over.", requiredMode = RequiredMode.REQUIRED,
				example = "2026-11-27T09:00:00.456Z") Instant at,
		@Schema(description = "delivered, failed, or gone (the receiver answered 410).",
				requiredMode = RequiredMode.REQUIRED, example = "failed") String outcome,
		@Schema(description = "The HTTP status of the answer; absent if there was none.",
				example = "500") @Nullable Integer status,
		@Schema(description = "Why it failed: what the receiver did.",
				example = "has not accepted the message") @Nullable String detail,
		@Schema(description = "How long it took, in milliseconds.", requiredMode = RequiredMode.REQUIRED,
				example = "87") long millis,
		@Schema(description = "How many events it had.", requiredMode = RequiredMode.REQUIRED,
				example = "1") int events,
		@Schema(description = "The number of the attempt for this message, 1 or more.",
				requiredMode = RequiredMode.REQUIRED, example = "2") int attempt,
		@Schema(description = "Where in the feed its events begin, to deliver them again; absent for a test.",
				example = "17.999.3") @Nullable String after) {

	/** A page of attempts. */
	@Schema(name = "DeliveryPage")
	record Page(@Schema(requiredMode = RequiredMode.REQUIRED) List<DeliveryResponse> items,
			@Schema(description = "What to give as after to get the next page; absent on the last one.",
					example = "17") @Nullable Long nextAfter) {

		static Page of(CampaignRepository.Page<Delivery, Long> page) {
			return new Page(page.items().stream().map(DeliveryResponse::of).toList(), page.nextAfter());
		}

	}

	static DeliveryResponse of(Delivery delivery) {
		EventPosition after = delivery.sent().after();
		return new DeliveryResponse(delivery.sent().messageId(), delivery.at(),
				delivery.result().outcome().name().toLowerCase(Locale.ROOT), delivery.result().status(),
				delivery.result().detail(), delivery.result().millis(), delivery.sent().events(),
				delivery.sent().attempt(), after == null ? null : Cursor.of(after));
	}
}
