/** The list of campaigns, and how many coupons they may issue. */
@NullMarked
package dev.coupon.store.valkey.index;

import org.jspecify.annotations.NullMarked;
