/** Tests of erasures. */
@NullMarked
package dev.coupon.store.erasure;

import org.jspecify.annotations.NullMarked;
