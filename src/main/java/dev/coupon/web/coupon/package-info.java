/** Coupons over HTTP. */
@NullMarked
package dev.coupon.web.coupon;

import org.jspecify.annotations.NullMarked;
