/**
 * The layers around a store: the one place that knows all stores, picks one, and puts
 * metrics, rate limits and the audit log around it.
 */
@NullMarked
package dev.coupon.store.layer;

import org.jspecify.annotations.NullMarked;
