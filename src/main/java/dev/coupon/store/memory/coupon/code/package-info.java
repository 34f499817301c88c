/** The codes of the coupons of one campaign in memory. */
@NullMarked
package dev.coupon.store.memory.coupon.code;

import org.jspecify.annotations.NullMarked;
