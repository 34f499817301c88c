/**
 * The erasure of campaigns, step by step, in every store that several instances share.
 */
@NullMarked
package dev.coupon.store.erasure;

import org.jspecify.annotations.NullMarked;
