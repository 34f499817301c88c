/**
 * Lets requests share what a batch costs, and tries again what may succeed. Knows of no
 * particular store.
 */
@NullMarked
package dev.coupon.repository.batch;

import org.jspecify.annotations.NullMarked;
