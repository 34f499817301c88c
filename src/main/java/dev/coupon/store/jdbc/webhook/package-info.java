/** Webhooks in the stores in databases. */
@NullMarked
package dev.coupon.store.jdbc.webhook;

import org.jspecify.annotations.NullMarked;
