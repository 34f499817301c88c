/** The states of buckets of tokens, which the server forgets by itself. */
@NullMarked
package dev.coupon.store.valkey.rate;

import org.jspecify.annotations.NullMarked;
