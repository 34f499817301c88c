/** Decisions about codes that are imported. */
@NullMarked
package dev.coupon.domain.decision.stock;

import org.jspecify.annotations.NullMarked;
