package dev.coupon.start.warmup;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.warm-up}: the work of the service before it reports that it
 * is ready.
 *
 * @param requests Number of requests that the service sends to itself, to a store of
 * their own. 0 for none.
 * @param maxTime Longest time that the service spends on them. When it is up, the service
 * is ready, however many requests were sent.
 */
public record WarmUpSettings(@DefaultValue("300") @Min(0) @Max(1_000_000) int requests,
		@DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(hours = 1) Duration maxTime) {
}
