/** What operators do with webhooks. */
@NullMarked
package dev.coupon.events.webhook.admin;

import org.jspecify.annotations.NullMarked;
