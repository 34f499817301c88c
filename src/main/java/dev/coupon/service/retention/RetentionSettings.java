package dev.coupon.service.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.retention}: how long ended campaigns are kept.
 *
 * @param afterEnd How long a campaign is kept after its end and the expiry of its last
 * coupon. 0 keeps it for ever.
 * @param interval Pause between two purges.
 * @param batchSize Largest number of coupons that are erased in one step.
 */
public record RetentionSettings(
		@DefaultValue("30d") @DurationMin(nanos = 0) @DurationMax(days = 365_000) Duration afterEnd,
		@DefaultValue("1m") @DurationMin(millis = 100) @DurationMax(days = 365) Duration interval,
		@DefaultValue("10000") @Min(1) @Max(1_000_000) int batchSize) {
}
