package dev.coupon.events.webhook.api;

import dev.coupon.events.webhook.admin.WebhookDraft;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A new webhook, as JSON. */
@Schema(name = "NewWebhook")
record WebhookRequest(
		@Schema(description = "Where events are sent to. Only https:, and only public addresses, unless "
				+ "coupon.webhooks.allowed-networks has them.", requiredMode = Schema.RequiredMode.REQUIRED,
				maxLength = WebhookDraft.MAX_URL, example = "https://hooks.example/coupons") @Nullable String url,
		@Schema(description = "The types of events that are sent.", requiredMode = Schema.RequiredMode.REQUIRED,
				example = "[\"coupon.issued\", \"coupon.redeemed\"]") @Nullable List<@Nullable String> types,
		@Schema(description = "Only events of these campaigns; of all if absent.",
				example = "[\"black-friday\"]") @Nullable List<@Nullable String> campaignIds,
		@Schema(description = "Up to 100 events at once, as a list; else one at a time.",
				example = "false") @Nullable Boolean batch,
		@Schema(description = "Where in the feed its events begin: beginning, or a nextAfter of the feed. At the "
				+ "present end if absent.", example = "beginning") @Nullable String from) {

	WebhookDraft draft() {
		return new WebhookDraft(url, types, campaignIds, batch);
	}

}
