package dev.coupon.web.campaign.json;

import dev.coupon.domain.Campaign;
import dev.coupon.domain.rhythm.OpeningHours;
import dev.coupon.domain.rhythm.Rhythm;
import dev.coupon.service.draft.RhythmDraft;
import dev.coupon.service.draft.RhythmDraft.QuotaDraft;
import dev.coupon.service.draft.RhythmDraft.WindowDraft;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a campaign's rhythm as JSON. */
public final class RhythmBody {

	private RhythmBody() {
	}

	/** A window of the opening hours. */
	@Schema(name = "OpeningWindow", description = "A time of the week in which coupons are issued, by the clock of the "
			+ "campaign's timeZone. An hour that comes twice, because the clock is set back, counts twice.")
	public record OpeningWindow(@ArraySchema(
			arraySchema = @Schema(description = "The days on which it begins.", requiredMode = RequiredMode.REQUIRED),
			schema = @Schema(allowableValues = {
					"MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN" },
					example = "MON")) @Nullable List<@Nullable String> days,
			@Schema(description = "When it begins.", pattern = RhythmDraft.FROM_PATTERN,
					requiredMode = RequiredMode.REQUIRED, example = "10:00") @Nullable String from,
			@Schema(description = "When it ends, this time excluded; on the next day if it isn't after from.",
					pattern = RhythmDraft.TO_PATTERN, requiredMode = RequiredMode.REQUIRED,
					example = "10:10") @Nullable String to){

		private static OpeningWindow of(OpeningHours.Window window) {
			return new OpeningWindow(
					window.days().stream().sorted().<@Nullable String>map(RhythmDraft::abbreviated).toList(),
					OpeningHours.time(window.from()), OpeningHours.time(window.to()));
		}

	}

	/** A quota. */
	@Schema(name = "QuotaSettings",
			description = "How many coupons are issued in each hour, day, week (from Monday) or "
					+ "month, by the clock of the campaign's timeZone. What is left isn't carried over.")
	public record QuotaSettings(@Schema(allowableValues = {
			"HOUR", "DAY", "WEEK", "MONTH" }, requiredMode = RequiredMode.REQUIRED,
			example = "DAY") @Nullable String per,
			@Schema(description = "For all users together; no limit if absent.", minimum = "1",
					maximum = "" + Campaign.MAX_COUPONS, example = "1000") @Nullable Long maxCoupons,
			@Schema(description = "For each user; no limit if absent. One of the two is required.", minimum = "1",
					maximum = "" + Campaign.MAX_COUPONS, example = "1") @Nullable Long perUserLimit){
	}

	/** The hours of a rhythm; null if it has none. */
	static @Nullable List<OpeningWindow> hours(Rhythm rhythm) {
		return rhythm.hours().windows().isEmpty() ? null
				: rhythm.hours().windows().stream().map(OpeningWindow::of).toList();
	}

	/** The quota of a rhythm; null if it has none. */
	static @Nullable QuotaSettings quota(Rhythm rhythm) {
		return rhythm.quota() == null ? null : new QuotaSettings(rhythm.quota().per().name(),
				longOrNull(rhythm.quota().maxCoupons()), longOrNull(rhythm.quota().perUserLimit()));
	}

	private static @Nullable Long longOrNull(@Nullable Integer count) {
		return count == null ? null : count.longValue();
	}

	/** The draft of a rhythm. */
	static RhythmDraft toDraft(@Nullable List<OpeningWindow> hours, @Nullable QuotaSettings quota) {
		return new RhythmDraft(
				hours == null ? null
						: hours.stream().map(window -> new WindowDraft(window.days, window.from, window.to)).toList(),
				quota == null ? null : new QuotaDraft(quota.per, quota.maxCoupons, quota.perUserLimit));
	}

}
