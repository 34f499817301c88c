/** Events: everything that happens, issues included, in an order that skips nothing. */
@NullMarked
package dev.coupon.domain.event;

import org.jspecify.annotations.NullMarked;
