/** The reports about campaigns. */
@NullMarked
package dev.coupon.domain.evidence;

import org.jspecify.annotations.NullMarked;
