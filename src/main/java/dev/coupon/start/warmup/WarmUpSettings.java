package dev.coupon.start.warmup;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.warm-up}: the work of the service before it reports that it
 * is ready.
 *
 * @param requests Number of requests that the service sends to itself, to a store of
 * their own. 0 for none.
 */
public record WarmUpSettings(@DefaultValue("5000") @Min(0) @Max(1_000_000) int requests) {
}
