/** The log of what happens to campaigns and coupons. */
@NullMarked
package dev.coupon.domain.log;

import org.jspecify.annotations.NullMarked;
