/** The layout of the data: keys, and the texts that are kept under them. */
@NullMarked
package dev.coupon.store.valkey.layout;

import org.jspecify.annotations.NullMarked;
