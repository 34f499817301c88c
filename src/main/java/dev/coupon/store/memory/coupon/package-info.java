/** The coupons of one campaign in memory: codes and times, users, keys, redemptions. */
@NullMarked
package dev.coupon.store.memory.coupon;

import org.jspecify.annotations.NullMarked;
