/**
 * The rules of campaigns and coupons, in plain Java, and the port behind which stores
 * keep them.
 */
@NullMarked
package dev.coupon.domain;

import org.jspecify.annotations.NullMarked;
