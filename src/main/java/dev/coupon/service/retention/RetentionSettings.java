package dev.coupon.service.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.retention}: how long ended campaigns, and the evidence of
 * what was done, are kept.
 *
 * @param afterEnd How long a campaign is kept after its end and the expiry of its last
 * coupon. 0 keeps it for ever.
 * @param reports How long the reports of campaigns are kept that are gone. Absent keeps
 * them for ever.
 * @param audit How long the entries of the audit are kept. Those of a campaign that is
 * not erased are kept in any case. Absent keeps all for ever.
 * @param interval Pause between two purges.
 * @param batchSize Largest number of coupons that are erased in one step.
 */
public record RetentionSettings(
		@DefaultValue("30d") @DurationMin(nanos = 0) @DurationMax(days = 365_000) Duration afterEnd,
		@DurationMin(days = 1) @DurationMax(days = 365_000) @Nullable Duration reports,
		@DurationMin(days = 1) @DurationMax(days = 365_000) @Nullable Duration audit,
		@DefaultValue("1m") @DurationMin(millis = 100) @DurationMax(days = 365) Duration interval,
		@DefaultValue("10000") @Min(1) @Max(1_000_000) int batchSize) {
}
