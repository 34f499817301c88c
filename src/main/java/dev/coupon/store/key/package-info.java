/** Idempotency keys, as the stores that outlive the service keep them. */
@NullMarked
package dev.coupon.store.key;

import org.jspecify.annotations.NullMarked;
