/** The store that keeps everything in memory and forgets it when the service stops. */
@NullMarked
package dev.coupon.store.memory;

import org.jspecify.annotations.NullMarked;
