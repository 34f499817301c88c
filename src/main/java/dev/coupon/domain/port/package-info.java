/** The port to the stores: its operations, and what they take and return. */
@NullMarked
package dev.coupon.domain.port;

import org.jspecify.annotations.NullMarked;
