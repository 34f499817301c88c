/**
 * The server as the store uses it: reads of one moment, and writes that happen only once.
 */
@NullMarked
package dev.coupon.store.valkey.server;

import org.jspecify.annotations.NullMarked;
