/** The moves of whole campaigns out of the store and into it. */
@NullMarked
package dev.coupon.store.valkey.move;

import org.jspecify.annotations.NullMarked;
