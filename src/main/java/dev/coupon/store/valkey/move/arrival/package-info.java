/** The arrival of campaigns from other stores. */
@NullMarked
package dev.coupon.store.valkey.move.arrival;

import org.jspecify.annotations.NullMarked;
