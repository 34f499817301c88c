/** The rows in which a campaign moves from any store to any other. */
@NullMarked
package dev.coupon.store.move;

import org.jspecify.annotations.NullMarked;
