/** The coupons of one user in all campaigns. */
@NullMarked
package dev.coupon.web.user;

import org.jspecify.annotations.NullMarked;
