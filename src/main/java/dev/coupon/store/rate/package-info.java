/** Buckets of tokens in a store that several instances of the service use. */
@NullMarked
package dev.coupon.store.rate;

import org.jspecify.annotations.NullMarked;
