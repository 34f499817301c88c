package dev.coupon.store.memory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.memory}: limits of the in-memory store.
 *
 * @param maxHeapPercent How full the heap's space for long-lived objects may become, in
 * percent, before work that needs more memory is refused as overloaded.
 */
public record MemorySettings(@DefaultValue("85") @Min(10) @Max(95) int maxHeapPercent) {
}
