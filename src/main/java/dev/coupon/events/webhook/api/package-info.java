/** Webhooks over HTTP. */
@NullMarked
package dev.coupon.events.webhook.api;

import org.jspecify.annotations.NullMarked;
