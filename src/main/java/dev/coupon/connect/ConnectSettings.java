package dev.coupon.connect;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.connect}: what clients of the source system get.
 *
 * @param maxCodes Largest number of issued codes that {@code GetCampaign} answers with,
 * the first ones of the campaign.
 */
public record ConnectSettings(@DefaultValue("1000") @Min(0) @Max(100_000) int maxCodes) {
}
