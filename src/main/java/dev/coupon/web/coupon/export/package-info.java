/** The export of coupons as CSV or NDJSON. */
@NullMarked
package dev.coupon.web.coupon.export;

import org.jspecify.annotations.NullMarked;
