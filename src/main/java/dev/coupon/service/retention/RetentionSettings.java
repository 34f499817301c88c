package dev.coupon.service.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * The settings {@code coupon.retention}: how long ended campaigns are kept.
 *
 * @param afterEnd How long a campaign is kept after its end and the expiry of its last
 * coupon, in days unless a unit is given. 0 keeps it for ever.
 * @param interval Pause between two purges, in seconds unless a unit is given.
 * @param batchSize Largest number of coupons that are erased in one step.
 */
public record RetentionSettings(
		@DefaultValue("30d") @DurationMin(nanos = 0) @DurationMax(
				days = 365_000) @DurationUnit(ChronoUnit.DAYS) Duration afterEnd,
		@DefaultValue("1m") @DurationMin(millis = 100) @DurationMax(
				days = 365) @DurationUnit(ChronoUnit.SECONDS) Duration interval,
		@DefaultValue("10000") @Min(1) @Max(1_000_000) int batchSize) {
}
