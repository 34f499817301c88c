/** Failures of a store that aren't refusals. */
@NullMarked
package dev.coupon.domain.port.failure;

import org.jspecify.annotations.NullMarked;
