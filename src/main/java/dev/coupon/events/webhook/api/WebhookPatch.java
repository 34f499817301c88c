package dev.coupon.events.webhook.api;

import dev.coupon.domain.webhook.Subscription;
import dev.coupon.events.webhook.admin.WebhookDraft;
import dev.coupon.events.webhook.admin.WebhookService.Change;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON merge patch (RFC 7396) of a webhook. */
@Schema(name = "WebhookPatch", description = "What to change. What is absent stays, null removes.")
record WebhookPatch(@Schema(example = "https://hooks.example/coupons") @Nullable String url,
		@Schema(description = "Takes the place of all present ones.",
				example = "[\"coupon.issued\"]") @Nullable List<@Nullable String> types,
		@ArraySchema(
				arraySchema = @Schema(
						description = "Takes the place of all present ones; events of all " + "campaigns if null.",
						types = {
								"array", "null" })) @Nullable List<@Nullable String> campaignIds,
		@Schema(description = "Up to 100 events at once.", example = "true") @Nullable Boolean batch,
		@Schema(description = "Whether events are sent. True enables a webhook again that was disabled, and what "
				+ "waits is sent at once.", example = "true") @Nullable Boolean enabled){

	static WebhookPatch of(Subscription present) {
		return new WebhookPatch(present.target().url(), sorted(present.target().selection().types()),
				sorted(present.target().selection().campaignIds()), present.target().batch(), present.enabled());
	}

	private static @Nullable List<@Nullable String> sorted(Set<String> texts) {
		return texts.isEmpty() ? null : new ArrayList<>(texts.stream().sorted().toList());
	}

	Change change() {
		return new Change(new WebhookDraft(url, types, campaignIds, batch), Boolean.TRUE.equals(enabled));
	}

}
