/** The store on Valkey or Redis: a server, or a cluster. */
@NullMarked
package dev.coupon.store.valkey;

import org.jspecify.annotations.NullMarked;
