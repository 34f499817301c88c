/** The connections to the server: its settings, its checks, and how it is opened. */
@NullMarked
package dev.coupon.store.valkey.connection;

import org.jspecify.annotations.NullMarked;
