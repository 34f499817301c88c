package dev.coupon.web.campaign.json;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coupon.domain.Campaign;
import dev.coupon.domain.CodeFormat;
import dev.coupon.domain.CodeSource;
import dev.coupon.domain.port.Snapshot;
import dev.coupon.domain.port.Snapshot.QuotaLeft;
import dev.coupon.domain.rhythm.Quota;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.math.BigInteger;
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
		  "couponsExpire": { "after": "P30D" },
		  "metadata": { "owner": "marketing" },
		  "status": "ACTIVE",
		  "issued": 2,
		  "remaining": 998,
		  "redeemed": 1,
		  "voided": 0
		}""")
public record CampaignResponse(@Schema(requiredMode = RequiredMode.REQUIRED, example = "black-friday") String id,
		@Schema(description = "For people; absent if it has none.", example = "Black Friday") @Nullable String name,
		@Schema(description = "From when on coupons are issued.", requiredMode = RequiredMode.REQUIRED,
				example = "2026-01-01T09:00:00Z") Instant startsAt,
		@Schema(description = "Until when, this instant excluded.", requiredMode = RequiredMode.REQUIRED,
				example = "2099-12-31T23:00:00Z") Instant endsAt,
		@Schema(description = "How many coupons may be issued; absent if as many as codes are imported.",
				example = "1000") @Nullable Integer maxCoupons,
		@Schema(description = "How many of them one user may get; absent if there is no limit.",
				example = "1") @Nullable Integer perUserLimit,
		@Schema(description = "Where dates without an offset are meant.", requiredMode = RequiredMode.REQUIRED,
				example = "Europe/Berlin") String timeZone,
		@Schema(requiredMode = RequiredMode.REQUIRED) CodeFormatBody codeFormat,
		@Schema(description = "When all coupons expire; absent if not all at one instant "
				+ "of their own.") @Nullable String couponsExpireAt,
		@Schema(description = "How long each coupon is valid from its issue; absent if that isn't what ends it.",
				example = "P30D") @Nullable String couponValidFor,
		@Schema(description = "Until when all coupons are good at least; absent if they were never extended.",
				example = "2099-12-31T23:00:00Z") @Nullable Instant couponsExtendedTo,
		@Schema(description = "When a coupon issued now expires, whichever setting says so.",
				requiredMode = RequiredMode.REQUIRED) CouponsExpire couponsExpire,
		@ArraySchema(arraySchema = @Schema(description = "When coupons are issued within the period; always if "
				+ "absent.")) @Nullable List<RhythmBody.OpeningWindow> openingHours,
		@Schema(description = "The limit for each period, with what is left of it now; absent if there is "
				+ "none.") @Nullable QuotaState quota,
		@Schema(description = "When opening hours and quota allow the next issue; absent if they do, if there "
				+ "are none, or if the campaign ends before.",
				example = "2026-11-27T09:00:00Z") @Nullable Instant opensAt,
		@Schema(description = "What an operator should look at; absent if there is nothing.",
				example = "[]") @JsonInclude(NON_EMPTY) List<Warning> warnings,
		@Schema(description = "The operator's notes; absent if there are none.",
				example = "{\"owner\": \"marketing\"}") @JsonInclude(NON_EMPTY) Map<String, String> metadata,
		@Schema(description = "What the campaign is doing; of several that fit, the first in the order listed.",
				requiredMode = RequiredMode.REQUIRED, example = "ACTIVE") Campaign.Status status,
		@Schema(description = "How many coupons were issued.", requiredMode = RequiredMode.REQUIRED,
				example = "2") int issued,
		@Schema(description = "How many are left: maxCoupons, or the imported codes if they are fewer, "
				+ "less issued.", requiredMode = RequiredMode.REQUIRED, example = "998") int remaining,
		@Schema(description = "Absent if codes are drawn.") @Nullable ImportedCodes importedCodes,
		@Schema(description = "How many of the issued are redeemed.", requiredMode = RequiredMode.REQUIRED,
				example = "1") int redeemed,
		@Schema(description = "How many of the issued are void.", requiredMode = RequiredMode.REQUIRED,
				example = "0") int voided,
		@Schema(description = "Only when one campaign is read: the first codes issued, in order.",
				example = "[\"7M2PHXVD0T5QKZRB\", \"0W9FJ6CSE3N8YGA4\"]") @Nullable List<String> codes,
		@Schema(description = "Only when one campaign is read, and only if more codes were issued: the "
				+ "sequence number after which its coupons go on.") @Nullable Integer nextAfter,
		@Schema(description = "Only for a dry run: codes as coupons of the campaign may have them.",
				example = "[\"7M2PHXVD0T5QKZRB\"]") @Nullable List<String> sampleCodes,
		@Schema(description = "Only for a dry run: how many codes the format has, or 9007199254740991 if there are "
				+ "more, which is the largest number that all clients can read.", maximum = "9007199254740991",
				example = "1000000000") @Nullable Long capacity) {

	private static final BigInteger MAX_CAPACITY = BigInteger.valueOf((1L << 53) - 1);

	/** When coupons expire: either at an instant, or so long after their issue. */
	@Schema(name = "CouponsExpire")
	public record CouponsExpire(
			@Schema(description = "All at this instant.", example = "2099-12-31T23:00:00Z") @Nullable Instant at,
			@Schema(description = "Each so long after its issue.", example = "P30D") @Nullable String after) {
	}

	/** A quota, with what is left of it. */
	@Schema(name = "Quota")
	public record QuotaState(@Schema(allowableValues = {
			"HOUR", "DAY", "WEEK", "MONTH" }, requiredMode = RequiredMode.REQUIRED, example = "DAY") String per,
			@Schema(description = "For all users together; absent if there is no limit.",
					example = "1000") @Nullable Integer maxCoupons,
			@Schema(description = "For each user; absent if there is no limit.",
					example = "1") @Nullable Integer perUserLimit,
			@Schema(description = "How many may still be issued in the present period; absent without maxCoupons.",
					example = "998") @Nullable Integer remaining,
			@Schema(description = "When the next period begins.", requiredMode = RequiredMode.REQUIRED,
					example = "2026-11-28T00:00:00Z") Instant resetsAt){

		private static @Nullable QuotaState of(Snapshot snapshot) {
			Quota quota = snapshot.campaign().rhythm().quota();
			QuotaLeft left = snapshot.pace() == null ? null : snapshot.pace().quota();
			return quota == null || left == null ? null : new QuotaState(quota.per().name(), quota.maxCoupons(),
					quota.perUserLimit(), left.remaining(), left.resetsAt());
		}

	}

	/** Something about the settings that may not be meant so. */
	@Schema(name = "CampaignWarning")
	public record Warning(
			@Schema(description = "What clients should go by: coupons-expire-soon, if all coupons expire less than a "
					+ "day after the campaign begins; there may be more one day.", requiredMode = RequiredMode.REQUIRED,
					example = "coupons-expire-soon") String code,
			@Schema(description = "The code in words, with what to do.",
					requiredMode = RequiredMode.REQUIRED) String detail) {

		private static List<Warning> of(Campaign campaign) {
			return campaign.hasShortLivedCoupons() ? List.of(new Warning("coupons-expire-soon", """
					All coupons expire at %s, less than a day after the campaign begins: set couponsExpireAt or \
					couponValidFor for coupons to come, and couponsExtendedTo for those issued before, too."""
				.formatted(campaign.couponsExpireAt()))) : List.of();
		}

	}

	public static CampaignResponse of(Snapshot snapshot) {
		return of(snapshot, null, null, false);
	}

	/** A campaign that isn't created, with its codes as samples. */
	public static CampaignResponse ofDryRun(Snapshot snapshot) {
		return of(snapshot, null, null, true);
	}

	public static CampaignResponse withCodes(Snapshot snapshot) {
		int shown = snapshot.codes().size();
		return of(snapshot, snapshot.codes(), shown < snapshot.issued() ? shown : null, false);
	}

	private static CampaignResponse of(Snapshot snapshot, @Nullable List<String> codes, @Nullable Integer nextAfter,
			boolean dryRun) {
		Campaign campaign = snapshot.campaign();
		return new CampaignResponse(campaign.id(), campaign.name(), campaign.period().startsAt(),
				campaign.period().endsAt(), campaign.isLimitedByCodes() ? null : campaign.maxCoupons(),
				campaign.perUserLimit(), campaign.timeZone().getId(), CodeFormatBody.of(campaign.codeSource()),
				CampaignRequest.couponsExpireAt(campaign), CampaignRequest.couponValidFor(campaign),
				campaign.couponsExtendedTo(),
				new CouponsExpire(campaign.couponsExpireAt(), CampaignRequest.couponValidFor(campaign)),
				RhythmBody.hours(campaign.rhythm()), QuotaState.of(snapshot),
				snapshot.pace() == null ? null : snapshot.pace().opensAt(), Warning.of(campaign), campaign.metadata(),
				snapshot.status(), snapshot.issued(), snapshot.remaining(), ImportedCodes.of(snapshot),
				snapshot.redeemed(), snapshot.voided(), codes, nextAfter,
				dryRun && campaign.codeSource() instanceof CodeFormat ? snapshot.codes() : null,
				dryRun ? capacity(campaign.codeSource()) : null);
	}

	private static @Nullable Long capacity(CodeSource source) {
		return source instanceof CodeFormat format ? format.capacity().min(MAX_CAPACITY).longValueExact() : null;
	}

	/** A page of campaigns. */
	@Schema(name = "CampaignPage")
	public record Page(@Schema(requiredMode = RequiredMode.REQUIRED) List<CampaignResponse> items,
			@Schema(description = "What to give as after to get the next page; absent on the last one.",
					example = "black-friday") @Nullable String nextAfter) {
	}
}
