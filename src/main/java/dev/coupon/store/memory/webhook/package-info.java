/** Webhooks in the store in memory. */
@NullMarked
package dev.coupon.store.memory.webhook;

import org.jspecify.annotations.NullMarked;
