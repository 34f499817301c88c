/** Batches: many coupons issued with one request, row by row. */
@NullMarked
package dev.coupon.web.coupon.batch;

import org.jspecify.annotations.NullMarked;
