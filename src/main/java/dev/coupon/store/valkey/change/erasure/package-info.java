/** The erasure of campaigns. */
@NullMarked
package dev.coupon.store.valkey.change.erasure;

import org.jspecify.annotations.NullMarked;
