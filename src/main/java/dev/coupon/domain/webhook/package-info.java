/** Webhooks: subscriptions to events, and what becomes of each delivery. */
@NullMarked
package dev.coupon.domain.webhook;

import org.jspecify.annotations.NullMarked;
