/** Tests of the operations with coupons from inside. */
@NullMarked
package dev.coupon.web.coupon;

import org.jspecify.annotations.NullMarked;
