/** The kinds of topology: one server, one that Sentinels watch, and a cluster. */
@NullMarked
package dev.coupon.store.valkey.topology;

import org.jspecify.annotations.NullMarked;
