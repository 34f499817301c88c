/** Delivering the subscriptions, one message after the other. */
@NullMarked
package dev.coupon.events.webhook.delivery;

import org.jspecify.annotations.NullMarked;
