/** The lives of coupons after their issue: whether they are void, and their history. */
@NullMarked
package dev.coupon.web.coupon.life;

import org.jspecify.annotations.NullMarked;
