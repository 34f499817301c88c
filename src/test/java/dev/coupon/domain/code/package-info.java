/** The codes of coupons. */
@NullMarked
package dev.coupon.domain.code;

import org.jspecify.annotations.NullMarked;
