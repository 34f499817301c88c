/** Webhooks: events that are sent to other systems. */
@NullMarked
package dev.coupon.events.webhook;

import org.jspecify.annotations.NullMarked;
