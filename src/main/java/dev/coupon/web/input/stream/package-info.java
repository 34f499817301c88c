/** Bodies that are larger than others, and streams of lines. */
@NullMarked
package dev.coupon.web.input.stream;

import org.jspecify.annotations.NullMarked;
