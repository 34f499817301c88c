/** The console in a real browser, against the real service. */
@NullMarked
package dev.coupon.console;

import org.jspecify.annotations.NullMarked;
