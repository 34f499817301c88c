/** The rates at which callers may ask: settings, and limiters that keep to them. */
@NullMarked
package dev.coupon.caller.rate;

import org.jspecify.annotations.NullMarked;
