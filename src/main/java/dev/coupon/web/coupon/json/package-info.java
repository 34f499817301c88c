/** Coupons as the REST API shows them. */
@NullMarked
package dev.coupon.web.coupon.json;

import org.jspecify.annotations.NullMarked;
