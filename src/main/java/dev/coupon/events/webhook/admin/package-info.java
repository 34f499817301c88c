/** The operations on webhooks for operators. */
@NullMarked
package dev.coupon.events.webhook.admin;

import org.jspecify.annotations.NullMarked;
