/** Commits, and repeated attempts at work that has failed and may succeed later. */
@NullMarked
package dev.coupon.store.batch.retry;

import org.jspecify.annotations.NullMarked;
