package dev.coupon.kill;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks, once or again.
 *
 * @param key its Idempotency-Key, which no other request has
 * @param code the coupon to redeem; null to have one issued
 */
record Request(String campaign, String user, String key, @Nullable String code) {
}
