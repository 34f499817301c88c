/** Metrics of what happens between the service and a store. */
@NullMarked
package dev.coupon.store.metrics;

import org.jspecify.annotations.NullMarked;
