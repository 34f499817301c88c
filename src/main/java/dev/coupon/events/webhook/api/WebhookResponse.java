package dev.coupon.events.webhook.api;

import dev.coupon.domain.webhook.Message;
import dev.coupon.domain.webhook.Progress.Reason;
import dev.coupon.domain.webhook.Progress.Stop;
import dev.coupon.domain.webhook.Subscription;
import dev.coupon.events.feed.Cursor;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A webhook, as JSON. */
@Schema(name = "Webhook")
record WebhookResponse(@Schema(requiredMode = RequiredMode.REQUIRED, example = "wh_1y2p0ij32e8e7") String id,
		@Schema(requiredMode = RequiredMode.REQUIRED, example = "https://hooks.example/coupons") String url,
		@Schema(description = "The types of events that are sent.", requiredMode = RequiredMode.REQUIRED,
				example = "[\"coupon.issued\"]") List<String> types,
		@Schema(description = "Only events of these campaigns; absent for all.",
				example = "[\"black-friday\"]") @Nullable List<String> campaignIds,
		@Schema(description = "Whether up to 100 events are sent at once.", requiredMode = RequiredMode.REQUIRED,
				example = "false") boolean batch,
		@Schema(description = "Whether events are sent.", requiredMode = RequiredMode.REQUIRED,
				example = "true") boolean enabled,
		@Schema(description = "Since when no events are sent; absent if they are.",
				example = "2026-11-27T09:00:00.123Z") @Nullable Instant disabledAt,
		@Schema(description = "operator: somebody said so. failed: the receiver failed for three days (or what "
				+ "coupon.webhooks.give-up-after says). gone: the receiver answered 410.",
				example = "failed") @Nullable String disabledReason,
		@Schema(requiredMode = RequiredMode.REQUIRED, example = "2026-11-20T09:00:00.123Z") Instant createdAt,
		@Schema(description = "Up to where in the feed all is delivered.", requiredMode = RequiredMode.REQUIRED,
				example = "17.1000.3") String after,
		@Schema(description = "What waits to be delivered; absent if nothing does.") @Nullable Pending pending,
		@Schema(description = "Signs what is sent. Shown now, and never again.",
				example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") @Nullable String secret) {

	/** The message that waits to be delivered. */
	@Schema(name = "PendingMessage")
	record Pending(@Schema(requiredMode = RequiredMode.REQUIRED, example = "wh_1y2p0ij32e8e7-17") String webhookId,
			@Schema(description = "How many events it has.", requiredMode = RequiredMode.REQUIRED,
					example = "1") int events,
			@Schema(description = "When the first of them happened.", requiredMode = RequiredMode.REQUIRED,
					example = "2026-11-27T09:00:00.123Z") Instant since,
			@Schema(description = "How many attempts have failed.", requiredMode = RequiredMode.REQUIRED,
					example = "3") int failures,
			@Schema(description = "When the first one failed.",
					example = "2026-11-27T09:00:00.456Z") @Nullable Instant failedSince,
			@Schema(requiredMode = RequiredMode.REQUIRED, example = "2026-11-27T09:00:08.456Z") Instant nextAttemptAt) {
	}

	/** All webhooks. */
	@Schema(name = "Webhooks")
	record All(@Schema(requiredMode = RequiredMode.REQUIRED) List<WebhookResponse> items) {
	}

	/** A webhook without its secret. */
	static WebhookResponse of(Subscription webhook) {
		return of(webhook, null);
	}

	/** A webhook whose newest secret its operator hasn't seen yet. */
	static WebhookResponse withSecret(Subscription webhook) {
		return of(webhook, webhook.secrets().all().getFirst().text());
	}

	private static WebhookResponse of(Subscription webhook, @Nullable String secret) {
		Stop stop = webhook.state().stop();
		Set<String> campaigns = webhook.target().selection().campaignIds();
		return new WebhookResponse(webhook.id(), webhook.target().url(),
				webhook.target().selection().types().stream().sorted().toList(),
				campaigns.isEmpty() ? null : campaigns.stream().sorted().toList(), webhook.target().batch(),
				webhook.enabled(), stop == null ? null : stop.at(), stop == null ? null : name(stop.reason()),
				webhook.createdAt(), Cursor.of(webhook.state().position()), pending(webhook.state().pending()), secret);
	}

	private static String name(Reason reason) {
		return reason.name().toLowerCase(Locale.ROOT);
	}

	private static @Nullable Pending pending(@Nullable Message message) {
		return message == null ? null : new Pending(message.id(), message.span().events(), message.span().since(),
				message.tries().failures(), message.tries().failedSince(), message.tries().due());
	}
}
