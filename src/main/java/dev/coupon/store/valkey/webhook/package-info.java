/** Webhooks, each in a slot of its own. */
@NullMarked
package dev.coupon.store.valkey.webhook;

import org.jspecify.annotations.NullMarked;
