/** Rules that every request must keep: its body, its JSON, its parameters and headers. */
@NullMarked
package dev.coupon.web.input;

import org.jspecify.annotations.NullMarked;
