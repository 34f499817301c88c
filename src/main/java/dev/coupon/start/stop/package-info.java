/** The stop: how long the service takes to end. */
@NullMarked
package dev.coupon.start.stop;

import org.jspecify.annotations.NullMarked;
