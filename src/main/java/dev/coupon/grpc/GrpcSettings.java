package dev.coupon.grpc;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code coupon.grpc}: limits of calls by gRPC.
 *
 * @param maxCodes Largest number of issued codes that {@code GetCampaign} answers with,
 * the first ones of the campaign.
 * @param maxCallsPerConnection Largest number of calls that one connection may have under
 * way. Clients hold back further ones.
 */
public record GrpcSettings(@DefaultValue("1000") @Min(0) @Max(100_000) int maxCodes,
		@DefaultValue("1000") @Min(1) @Max(1_000_000) int maxCallsPerConnection) {
}
