/** The log in memory: what operators did, and the events of all campaigns. */
@NullMarked
package dev.coupon.store.memory.log;

import org.jspecify.annotations.NullMarked;
