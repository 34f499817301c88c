/** Sending to receivers, and only to addresses that are allowed. */
@NullMarked
package dev.coupon.events.webhook.http;

import org.jspecify.annotations.NullMarked;
