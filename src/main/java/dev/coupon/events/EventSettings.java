package dev.coupon.events;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.events}: events for other systems.
 *
 * @param lowStock Part of a campaign's coupons, in percent, that is left when its coupons
 * run low; 0 for no such events.
 * @param maxStreams Largest number of streams of events that are open at the same time.
 * @param streamTime How long a stream stays open before the reader must open it anew, so
 * that a key that was taken away can't be used for ever.
 * @param heartbeat Pause after which a stream without events sends a comment line, so
 * that a reader that is gone is noticed.
 */
public record EventSettings(@DefaultValue("10") @Min(0) @Max(99) int lowStock,
		@DefaultValue("100") @Min(0) @Max(10_000) int maxStreams,
		@DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration streamTime,
		@DefaultValue("15s") @DurationMin(millis = 100) @DurationMax(minutes = 10) Duration heartbeat) {
}
