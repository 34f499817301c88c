package dev.coupon.web.campaign.json;

import dev.coupon.domain.Campaign;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JSON merge patch (RFC 7396) of a campaign's settings. */
@Schema(description = "What to change. What is absent stays, null removes.")
public record CampaignPatch(@Schema(types = {
		"string", "null" }, maxLength = 200, example = "Black Friday, second wave") @Nullable String name,
		@Schema(description = "Can change until the campaign has started.",
				example = "2026-01-01") @Nullable String startsAt,
		@Schema(description = "Not after couponsExpireAt, if the campaign has it.",
				example = "2099-12-31") @Nullable String endsAt,
		@Schema(description = "Not below issued. As many as there are codes if null, where they are imported.",
				types = { "integer", "null" }, minimum = "1", maximum = "" + Campaign.MAX_COUPONS,
				example = "2000") @Nullable Long maxCoupons,
		@Schema(description = "No limit any more if null.", types = { "integer", "null" }, minimum = "1",
				maximum = "" + Campaign.MAX_COUPONS, example = "2") @Nullable Long perUserLimit,
		@Schema(description = "For coupons issued from now on: when they expire, not before endsAt. Takes the place "
				+ "of couponValidFor; with the campaign if null.", types = { "string", "null" },
				example = "2099-12-31") @Nullable String couponsExpireAt,
		@Schema(description = "For coupons issued from now on: how long each is valid. Takes the place of "
				+ "couponsExpireAt; with the campaign if null.", types = { "string", "null" },
				example = "P30D") @Nullable String couponValidFor,
		@Schema(description = "All coupons, issued or to come, are good at least until then. In the future, and "
				+ "never earlier than before.", example = "2099-12-31") @Nullable String couponsExtendedTo,
		@ArraySchema(arraySchema = @Schema(description = "Takes the place of all present ones; always open if null.",
				types = { "array", "null" })) @Nullable List<RhythmBody.OpeningWindow> openingHours,
		@Schema(description = "Merged with the present one; no quota any more if null. Coupons issued in the present "
				+ "period before count.") RhythmBody.@Nullable QuotaSettings quota,
		@Schema(description = "Merged with the present entries; null removes one.",
				example = "{\"owner\": \"sales\"}") @Nullable Map<String, String> metadata){

	/** The names of the settings that can be changed, in alphabetical order. */
	public static final SortedSet<String> NAMES = Arrays.stream(CampaignPatch.class.getRecordComponents())
		.map(RecordComponent::getName)
		.collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new),
				Collections::unmodifiableSortedSet));

}
