/** Connections to the nodes of Valkey or Redis, and what is sent over them. */
@NullMarked
package dev.coupon.store.valkey.node;

import org.jspecify.annotations.NullMarked;
