package dev.coupon.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coupon.domain.event.Event;
import dev.coupon.domain.log.LogEntry;
import dev.coupon.domain.log.LogEntry.OfCampaign;
import dev.coupon.web.ApiPaths;
import dev.coupon.web.coupon.json.CouponResponse;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event as JSON, in the form of CloudEvents 1.0 (https://cloudevents.io), with the
 * extension {@code sequence}.
 */
@Schema(name = "CloudEvent")
public record CloudEvent(
		@Schema(description = "The version of CloudEvents.", requiredMode = RequiredMode.REQUIRED,
				example = "1.0") String specversion,
		@Schema(description = "Unique in the service; the same whenever the event is sent.",
				requiredMode = RequiredMode.REQUIRED, example = "1y2p0ij32e8e7-17") String id,
		@Schema(description = "The campaign.", requiredMode = RequiredMode.REQUIRED,
				example = "/api/v1/campaigns/black-friday") String source,
		@Schema(requiredMode = RequiredMode.REQUIRED, example = "coupon.issued") String type,
		@Schema(description = "When it happened.", requiredMode = RequiredMode.REQUIRED,
				example = "2026-11-27T09:00:00.123Z") Instant time,
		@Schema(requiredMode = RequiredMode.REQUIRED, example = "application/json") String datacontenttype,
		@Schema(description = "The event's number in its campaign, without gaps, in ten digits.",
				requiredMode = RequiredMode.REQUIRED, example = "0000000017") String sequence,
		@Schema(description = "The coupon right after the event, as other operations show it; or the campaign: its id, "
				+ "its settings (the last ones, if it is gone) and how many coupons it had issued.",
				requiredMode = RequiredMode.REQUIRED) @JsonInclude(
						content = JsonInclude.Include.NON_NULL) Object data) {

	private static final String VERSION = "1.0";

	public static CloudEvent of(Event event) {
		Object data = event.coupon() == null ? campaign(Objects.requireNonNull(event.entry()))
				: CouponResponse.of(event.coupon());
		return new CloudEvent(VERSION, event.id(), ApiPaths.CAMPAIGNS + "/" + event.campaignId(), event.type(),
				event.at(), "application/json", String.format(Locale.ROOT, "%010d", event.number()), data);
	}

	private static Map<String, @Nullable Object> campaign(LogEntry entry) {
		Map<String, @Nullable Object> campaign = new LinkedHashMap<>();
		campaign.put("id", entry.campaignId());
		OfCampaign settings = entry.settings();
		if (settings != null) {
			campaign.putAll(settings.after().isEmpty() ? settings.before() : settings.after());
		}
		campaign.put("issued", entry.afterCoupon());
		return campaign;
	}

}
