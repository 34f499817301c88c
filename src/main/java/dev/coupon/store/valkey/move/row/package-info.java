/** The rows in which a campaign moves, and the texts that are kept of it. */
@NullMarked
package dev.coupon.store.valkey.move.row;

import org.jspecify.annotations.NullMarked;
