/**
 * Rules that every request must follow, for its body, its JSON, its parameters and its
 * headers.
 */
@NullMarked
package dev.coupon.web.input;

import org.jspecify.annotations.NullMarked;
