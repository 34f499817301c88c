/** Campaigns that can't be read, which must concern nobody else. */
@NullMarked
package dev.coupon.store.damage;

import org.jspecify.annotations.NullMarked;
