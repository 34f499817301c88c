/**
 * Batches of requests, which share the cost of a batch, and repeated attempts at work
 * that may succeed later. This package knows no particular store.
 */
@NullMarked
package dev.coupon.store.batch;

import org.jspecify.annotations.NullMarked;
