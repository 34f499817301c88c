/** Locks of the store in memory, and what is guarded by a lock of its own. */
@NullMarked
package dev.coupon.store.memory.lock;

import org.jspecify.annotations.NullMarked;
