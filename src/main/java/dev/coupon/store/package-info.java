/**
 * Stores: the places where campaigns and coupons are kept. This package contains what
 * every store needs. Each store has a package of its own below and knows none of the
 * others; {@code layer} picks one and puts decorators around it.
 */
@NullMarked
package dev.coupon.store;

import org.jspecify.annotations.NullMarked;
