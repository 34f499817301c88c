/** The rows in which a campaign moves from one store to another, whichever they are. */
@NullMarked
package dev.coupon.store.move;

import org.jspecify.annotations.NullMarked;
