/** Campaigns and coupons as they are read, without a lock. */
@NullMarked
package dev.coupon.store.valkey.read;

import org.jspecify.annotations.NullMarked;
