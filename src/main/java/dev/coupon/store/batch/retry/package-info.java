/** Retries of what has failed and may succeed. */
@NullMarked
package dev.coupon.store.batch.retry;

import org.jspecify.annotations.NullMarked;
