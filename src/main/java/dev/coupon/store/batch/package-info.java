/**
 * Lets requests share what a batch costs, and tries again what may succeed. Knows of no
 * particular store.
 */
@NullMarked
package dev.coupon.store.batch;

import org.jspecify.annotations.NullMarked;
