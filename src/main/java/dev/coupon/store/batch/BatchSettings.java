package dev.coupon.store.batch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.batch}: how the stores in databases group requests.
 *
 * @param maxSize Largest number of requests that share a transaction.
 * @param maxWaiting Largest number of requests that wait for the database. Further ones
 * are refused as overloaded.
 * @param deadline How long a request waits, and how long a failing database is tried
 * again, before the request is refused as overloaded.
 */
public record BatchSettings(@DefaultValue("256") @Min(1) @Max(10_000) int maxSize,
		@DefaultValue("10000") @Min(1) @Max(1_000_000) int maxWaiting,
		@DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 5) Duration deadline) {
}
