package dev.coupon.store.metrics;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.metrics}.
 *
 * @param busiestCampaigns Number of campaigns that have metrics of their own; these are
 * the busiest ones. 0 for none.
 */
public record MetricsSettings(@DefaultValue("10") @Min(0) @Max(1_000) int busiestCampaigns) {
}
