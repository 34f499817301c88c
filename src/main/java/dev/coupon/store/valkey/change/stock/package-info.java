/** Changes of imported codes. */
@NullMarked
package dev.coupon.store.valkey.change.stock;

import org.jspecify.annotations.NullMarked;
