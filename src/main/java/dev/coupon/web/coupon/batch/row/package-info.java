/** The rows of a batch, in the formats in which they come. */
@NullMarked
package dev.coupon.web.coupon.batch.row;

import org.jspecify.annotations.NullMarked;
