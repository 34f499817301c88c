/**
 * The layers around a store. This is the only package that knows all stores. It picks
 * one, and puts metrics, rate limits and the audit log around it.
 */
@NullMarked
package dev.coupon.store.layer;

import org.jspecify.annotations.NullMarked;
