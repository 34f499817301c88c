/** The rules for the texts of requests. */
@NullMarked
package dev.coupon.domain.text;

import org.jspecify.annotations.NullMarked;
