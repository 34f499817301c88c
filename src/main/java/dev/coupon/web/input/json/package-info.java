/** Rules for JSON in requests. */
@NullMarked
package dev.coupon.web.input.json;

import org.jspecify.annotations.NullMarked;
