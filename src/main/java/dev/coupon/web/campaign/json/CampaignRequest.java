package dev.coupon.web.campaign.json;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.Expiry;
import dev.coupon.domain.rhythm.IsoDuration;
import dev.coupon.service.draft.CampaignDraft;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a campaign as JSON, as an operator writes them. {@link CampaignDraft}
 * checks them. A new campaign has no {@code couponsExtendedTo}.
 */
@Schema(name = "CampaignSettings",
		description = "What an operator says about a campaign. A date is RFC 3339 with an offset; or "
				+ "a local date-time; or a date alone (yyyy-MM-dd, yyyyMMdd, yyyy/MM/dd or "
				+ "yyyy.MM.dd), which begins with its first instant and as an end includes the " + "whole day.")
public record CampaignRequest(
		@Schema(description = "Names the campaign in URLs; generated if absent. Alias: campaignId.",
				pattern = Campaign.ID_PATTERN, example = "black-friday") @Nullable String id,
		@Schema(description = "For people.", maxLength = 200, example = "Black Friday") @Nullable String name,
		@Schema(description = "From when on coupons are issued. Alias: startDate.",
				requiredMode = Schema.RequiredMode.REQUIRED,
				example = "2026-01-01T10:00:00+01:00") @Nullable String startsAt,
		@Schema(description = "Until when, this instant excluded; after startsAt. Alias: expiredDate.",
				requiredMode = Schema.RequiredMode.REQUIRED, example = "2099-12-31") @Nullable String endsAt,
		@Schema(description = "How many coupons may be issued; required, but where codes are imported: as many "
				+ "as there are codes if absent. Alias: maxCoupon.", minimum = "1", maximum = "" + Campaign.MAX_COUPONS,
				example = "1000") @Nullable Long maxCoupons,
		@Schema(description = "How many of them one user may get; no limit if absent.", minimum = "1",
				maximum = "" + Campaign.MAX_COUPONS, example = "1") @Nullable Long perUserLimit,
		@Schema(description = "Where dates without an offset are meant: an IANA name or an offset; the "
				+ "service's zone if absent.", example = "Europe/Berlin") @Nullable String timeZone,
		@Nullable CodeFormatBody codeFormat,
		@Schema(description = "When all coupons expire, not before endsAt; with the campaign if absent.",
				example = "2099-12-31") @Nullable String couponsExpireAt,
		@Schema(description = "How long each coupon is valid from its issue: an ISO 8601 duration from PT1S "
				+ "to P36500D, without years, months and weeks. Not with couponsExpireAt.",
				example = "P30D") @Nullable String couponValidFor,
		@Schema(hidden = true) @Nullable String couponsExtendedTo,
		@ArraySchema(arraySchema = @Schema(description = "When coupons are issued within the period; always if "
				+ "absent.")) @Nullable List<RhythmBody.OpeningWindow> openingHours,
		RhythmBody.@Nullable QuotaSettings quota,
		@Schema(description = "Your own notes: up to 20, names up to 64 and values up to 500 characters.",
				example = "{\"owner\": \"marketing\"}") @Nullable Map<String, String> metadata) {

	/** The present settings of a campaign. */
	public static CampaignRequest of(Campaign campaign) {
		return new CampaignRequest(campaign.id(), campaign.name(), campaign.period().startsAt().toString(),
				campaign.period().endsAt().toString(), maxCoupons(campaign),
				campaign.perUserLimit() == null ? null : campaign.perUserLimit().longValue(),
				campaign.timeZone().getId(), CodeFormatBody.of(campaign.codeSource()), couponsExpireAt(campaign),
				couponValidFor(campaign), text(campaign.couponsExtendedTo()), RhythmBody.hours(campaign.rhythm()),
				RhythmBody.quota(campaign.rhythm()), campaign.metadata());
	}

	private static @Nullable Long maxCoupons(Campaign campaign) {
		return campaign.isLimitedByCodes() ? null : (long) campaign.maxCoupons();
	}

	static @Nullable String couponsExpireAt(Campaign campaign) {
		return campaign.expiry() instanceof Expiry.At(Instant instant) ? instant.toString() : null;
	}

	private static @Nullable String text(@Nullable Instant instant) {
		return instant == null ? null : instant.toString();
	}

	static @Nullable String couponValidFor(Campaign campaign) {
		return campaign.expiry() instanceof Expiry.After(Duration validFor) ? IsoDuration.text(validFor) : null;
	}

	public CampaignDraft toDraft() {
		return new CampaignDraft(id, name, startsAt, endsAt, maxCoupons, perUserLimit, timeZone,
				codeFormat == null ? null : codeFormat.toDraft(), couponsExpireAt, couponValidFor, couponsExtendedTo,
				RhythmBody.toDraft(openingHours, quota), metadata);
	}
}
