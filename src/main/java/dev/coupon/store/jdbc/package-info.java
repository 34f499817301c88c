/** The stores that keep campaigns and coupons in databases. */
@NullMarked
package dev.coupon.store.jdbc;

import org.jspecify.annotations.NullMarked;
