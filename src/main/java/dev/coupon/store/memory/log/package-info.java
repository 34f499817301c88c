/** The things of the store in memory that outlive their campaigns. */
@NullMarked
package dev.coupon.store.memory.log;

import org.jspecify.annotations.NullMarked;
