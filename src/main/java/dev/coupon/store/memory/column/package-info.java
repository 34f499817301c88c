/**
 * Columns of numbers and texts, and tables that find them by a hash. They hold millions
 * of values in few large objects, so that the garbage collector has little to copy. They
 * grow in small steps, so that nobody waits for the copying of much.
 */
@NullMarked
package dev.coupon.store.memory.column;

import org.jspecify.annotations.NullMarked;
