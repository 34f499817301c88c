package dev.coupon.web.campaign.json;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coupon.domain.Campaign;
import dev.coupon.domain.port.Snapshot;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as JSON: its settings, its status and its counts, all read at the same
 * moment.
 */
@Schema(name = "Campaign", example = """
		{
		  "id": "black-friday",
		  "name": "Black Friday",
		  "startsAt": "2026-01-01T09:00:00Z",
		  "endsAt": "2099-12-31T23:00:00Z",
		  "maxCoupons": 1000,
		  "perUserLimit": 1,
		  "timeZone": "Europe/Berlin",
		  "codeFormat": { "charset": "SAFE", "length": 16 },
		  "couponValidFor": "P30D",
		  "metadata": { "owner": "marketing" },
		  "status": "ACTIVE",
		  "issued": 2,
		  "remaining": 998,
		  "redeemed": 1
		}""")
public record CampaignResponse(@Schema(requiredMode = RequiredMode.REQUIRED, example = "black-friday") String id,
		@Schema(description = "For people; absent if it has none.", example = "Black Friday") @Nullable String name,
		@Schema(description = "From when on coupons are issued.", requiredMode = RequiredMode.REQUIRED,
				example = "2026-01-01T09:00:00Z") Instant startsAt,
		@Schema(description = "Until when, this instant excluded.", requiredMode = RequiredMode.REQUIRED,
				example = "2099-12-31T23:00:00Z") Instant endsAt,
		@Schema(description = "How many coupons may be issued.", requiredMode = RequiredMode.REQUIRED,
				example = "1000") int maxCoupons,
		@Schema(description = "How many of them one user may get; absent if there is no limit.",
				example = "1") @Nullable Integer perUserLimit,
		@Schema(description = "Where dates without an offset are meant.", requiredMode = RequiredMode.REQUIRED,
				example = "Europe/Berlin") String timeZone,
		@Schema(requiredMode = RequiredMode.REQUIRED) CodeFormatBody codeFormat,
		@Schema(description = "When all coupons expire; absent if not all at one instant "
				+ "of their own.") @Nullable String couponsExpireAt,
		@Schema(description = "How long each coupon is valid from its issue; absent if that isn't what ends it.",
				example = "P30D") @Nullable String couponValidFor,
		@Schema(description = "The operator's notes; absent if there are none.",
				example = "{\"owner\": \"marketing\"}") @JsonInclude(NON_EMPTY) Map<String, String> metadata,
		@Schema(description = "What the campaign is doing; of several that fit, the first in the order listed.",
				requiredMode = RequiredMode.REQUIRED, example = "ACTIVE") Campaign.Status status,
		@Schema(description = "How many coupons were issued.", requiredMode = RequiredMode.REQUIRED,
				example = "2") int issued,
		@Schema(description = "How many are left: maxCoupons less issued.", requiredMode = RequiredMode.REQUIRED,
				example = "998") int remaining,
		@Schema(description = "How many of the issued are redeemed.", requiredMode = RequiredMode.REQUIRED,
				example = "1") int redeemed,
		@Schema(description = "Only when one campaign is read: the first codes issued, in order.",
				example = "[\"7M2PHXVD0T5QKZRB\", \"0W9FJ6CSE3N8YGA4\"]") @Nullable List<String> codes,
		@Schema(description = "Only when one campaign is read, and only if more codes were issued: the "
				+ "sequence number after which its coupons go on.") @Nullable Integer nextAfter) {

	public static CampaignResponse of(Snapshot snapshot) {
		return of(snapshot, null, null);
	}

	public static CampaignResponse withCodes(Snapshot snapshot) {
		int shown = snapshot.codes().size();
		return of(snapshot, snapshot.codes(), shown < snapshot.issued() ? shown : null);
	}

	private static CampaignResponse of(Snapshot snapshot, @Nullable List<String> codes, @Nullable Integer nextAfter) {
		Campaign campaign = snapshot.campaign();
		return new CampaignResponse(campaign.id(), campaign.name(), campaign.period().startsAt(),
				campaign.period().endsAt(), campaign.maxCoupons(), campaign.perUserLimit(), campaign.timeZone().getId(),
				CodeFormatBody.of(campaign.codeFormat()), CampaignRequest.couponsExpireAt(campaign),
				CampaignRequest.couponValidFor(campaign), campaign.metadata(), snapshot.status(), snapshot.issued(),
				snapshot.remaining(), snapshot.redeemed(), codes, nextAfter);
	}
}
