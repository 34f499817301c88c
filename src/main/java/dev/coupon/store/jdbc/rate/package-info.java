/** The states of buckets of tokens in a table. */
@NullMarked
package dev.coupon.store.jdbc.rate;

import org.jspecify.annotations.NullMarked;
