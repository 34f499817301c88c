/** The feed of events in the stores in databases. */
@NullMarked
package dev.coupon.store.jdbc.feed;

import org.jspecify.annotations.NullMarked;
