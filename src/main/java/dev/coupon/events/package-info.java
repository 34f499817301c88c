/** Events for other systems: a feed of all that happens. */
@NullMarked
package dev.coupon.events;

import org.jspecify.annotations.NullMarked;
