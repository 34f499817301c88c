/** The checks and headers that are the same for all callers. */
@NullMarked
package dev.coupon.security.filter;

import org.jspecify.annotations.NullMarked;
