/** The warm-up: the service issues coupons to itself before it says that it is ready. */
@NullMarked
package dev.coupon.start.warmup;

import org.jspecify.annotations.NullMarked;
