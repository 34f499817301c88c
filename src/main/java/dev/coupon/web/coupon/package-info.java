/** The REST API of coupons. */
@NullMarked
package dev.coupon.web.coupon;

import org.jspecify.annotations.NullMarked;
