/** The feed of events: the runs of all campaigns in one slot, in one order. */
@NullMarked
package dev.coupon.store.valkey.feed;

import org.jspecify.annotations.NullMarked;
