/**
 * The campaigns of the store in memory, with their coupons and the index of all codes.
 */
@NullMarked
package dev.coupon.store.memory.campaign;

import org.jspecify.annotations.NullMarked;
